/**
 * What is measured, once for the whole server however many Valves there are, and said in one place:
 * the listeners, and the statistics that every surface reads.
 */
@NullMarked
package io.hangup.internal.metrics;

import org.jspecify.annotations.NullMarked;
