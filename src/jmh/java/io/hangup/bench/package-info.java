/**
 * What Hangup costs where nothing but nanoseconds may be seen: the Valve, the gate, the registries.
 */
package io.hangup.bench;
