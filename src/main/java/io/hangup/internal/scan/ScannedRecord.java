package io.hangup.internal.scan;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A record with a stack trace, judged.
 *
 * @param level as it was written; null where it is not known, as the next three
 * @param hour {@code 2026-11-26 09}, or {@code 09} without a date
 * @param bytes of the file, that it takes
 * @param trace the stack trace alone, or what there is of it: to be asked at once, or never
 */
public record ScannedRecord(
    Verdict verdict,
    Format format,
    @Nullable String level,
    @Nullable String logger,
    @Nullable String context,
    @Nullable String hour,
    long bytes,
    Supplier<String> trace) {}
