package io.hangup.gate;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of a log record as it was: with one throwable and one message.
 *
 * @param thrown the throwable, which the record keeps, and may give up for another
 * @param message the record's message at that time
 * @param action what is done
 * @param copy what becomes visible in the record's place; null where nothing does, or itself
 */
record JudgedRecord(
    WeakReference<@Nullable Throwable> thrown,
    @Nullable String message,
    Verdict.Action action,
    @Nullable ShortenedRecord copy) {

  static JudgedRecord of(LogRecord record, Throwable thrown, Verdict verdict) {
    WeakReference<@Nullable Throwable> judged = new WeakReference<>(thrown);
    String ending = verdict.ending();
    if (ending != null) {
      try {
        ShortenedRecord copy = ShortenedRecord.of(record, ending);
        return new JudgedRecord(judged, record.getMessage(), Verdict.Action.SHORTEN, copy);
      } catch (RuntimeException | LinkageError e) {
        return new JudgedRecord(judged, record.getMessage(), Verdict.Action.PASS, null);
      }
    }
    return new JudgedRecord(judged, record.getMessage(), verdict.action(), null);
  }

  /** What was decided of a record that has no throwable, and its stack trace in its message. */
  static JudgedRecord ofText(LogRecord record, @Nullable String left) {
    WeakReference<@Nullable Throwable> none = new WeakReference<>(null);
    String message = record.getMessage();
    if (left == null) {
      return new JudgedRecord(none, message, Verdict.Action.PASS, null);
    }
    return left.isEmpty()
        ? new JudgedRecord(none, message, Verdict.Action.WITHHOLD, null)
        : new JudgedRecord(
            none, message, Verdict.Action.SHORTEN, ShortenedRecord.saying(record, left));
  }

  /** Whether {@code record} has not been used for something else since. */
  boolean isStillOf(LogRecord record, @Nullable Throwable current) {
    return thrown.refersTo(current) && Objects.equals(message, record.getMessage());
  }
}
