/**
 * What all Valves of a JVM share, from the start of the first to the stop of the last, and what
 * each of them speaks for.
 */
@NullMarked
package io.hangup.internal.runtime;

import org.jspecify.annotations.NullMarked;
