/** The product in one command: the same application without and with the Valve, side by side. */
package io.hangup.demo;
