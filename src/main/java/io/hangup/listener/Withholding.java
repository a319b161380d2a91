package io.hangup.listener;

import io.hangup.disconnect.Source;

/**
 * A record, or a printed stack trace, that did not become visible as it was.
 *
 * @param source where it would have become visible
 * @param whole false if its message became visible all the same, without the stack trace
 * @param bytes about how many bytes it would have taken, for each place that it would have been
 *     written to; exact for what was printed, else an estimate by one of many
 */
public record Withholding(Source source, boolean whole, long bytes) {}
