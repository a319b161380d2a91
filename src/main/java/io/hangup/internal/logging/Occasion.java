package io.hangup.internal.logging;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One log record, or one printed stack trace, that is about to become visible.
 *
 * @param thrown the throwable that it shows
 * @param logger the name of the logger it was given to; null for a standard stream
 * @param level the name of the record's level; null for a standard stream
 * @param message gives the record's message as it would be shown, and null where it has none; it
 *     may run an application's code, and throw
 * @param source the logger, or the standard stream
 */
record Occasion(
    Throwable thrown,
    @Nullable String logger,
    @Nullable String level,
    Supplier<@Nullable String> message,
    String source) {

  Occasion(
      Throwable thrown,
      @Nullable String logger,
      @Nullable String level,
      Supplier<@Nullable String> message) {
    this(
        thrown,
        logger,
        level,
        message,
        logger == null ? SuppressionDecider.STANDARD_ERROR : logger);
  }

  /** The message, null also where asking for it fails: an application may have written it. */
  @Nullable String text() {
    try {
      return message.get();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
  }

  /** A stack trace that is printed to a standard stream. */
  static Occasion printed(Throwable thrown, String stream) {
    return new Occasion(thrown, null, null, () -> null, stream);
  }
}
