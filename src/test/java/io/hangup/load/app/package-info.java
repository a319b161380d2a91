/** The application that the load harness has its servers run, and what it asks them. */
package io.hangup.load.app;
