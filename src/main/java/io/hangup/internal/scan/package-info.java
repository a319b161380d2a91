/**
 * Reads the logs of others: bytes become lines, lines become records, and records that have a stack
 * trace are judged as a running Valve would judge them. In the jar of the command line alone.
 */
@NullMarked
package io.hangup.internal.scan;

import org.jspecify.annotations.NullMarked;
