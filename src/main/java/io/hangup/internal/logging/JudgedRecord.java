package io.hangup.internal.logging;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** What was decided of a log record as it was: with one throwable and one message. */
final class JudgedRecord {
  /** The throwable, which the record keeps, and may give up for another. */
  private final WeakReference<@Nullable Throwable> thrown;

  private final @Nullable String message;
  private final Verdict.Action action;
  private final @Nullable ShortenedRecord copy;

  private JudgedRecord(
      LogRecord record,
      @Nullable Throwable thrown,
      Verdict.Action action,
      @Nullable ShortenedRecord copy) {
    this.thrown = new WeakReference<>(thrown);
    this.message = record.getMessage();
    this.action = action;
    this.copy = copy;
  }

  static JudgedRecord of(LogRecord record, Throwable thrown, Verdict verdict) {
    String ending = verdict.ending();
    if (ending == null) {
      return new JudgedRecord(record, thrown, verdict.action(), null);
    }
    try {
      ShortenedRecord copy = ShortenedRecord.of(record, ending);
      return new JudgedRecord(record, thrown, verdict.action(), copy);
    } catch (RuntimeException | LinkageError e) {
      return new JudgedRecord(record, thrown, Verdict.Action.PASS, null);
    }
  }

  /**
   * What was decided of a record that has no throwable, and its stack trace in its message.
   *
   * @param left the message without the trace, empty where there is nothing else in it; null where
   *     the record stays as it is
   */
  static JudgedRecord ofText(LogRecord record, @Nullable String left) {
    if (left == null) {
      return new JudgedRecord(record, null, Verdict.Action.PASS, null);
    }
    return left.isEmpty()
        ? new JudgedRecord(record, null, Verdict.Action.WITHHOLD, null)
        : new JudgedRecord(
            record, null, Verdict.Action.SHORTEN, ShortenedRecord.saying(record, left));
  }

  /** What is done. */
  Verdict.Action action() {
    return action;
  }

  /** What becomes visible in the record's place; null where nothing does, or itself. */
  @Nullable ShortenedRecord copy() {
    return copy;
  }

  /** Whether {@code record} has not been used for something else since. */
  boolean isStillOf(LogRecord record, @Nullable Throwable current) {
    return thrown.refersTo(current) && Objects.equals(message, record.getMessage());
  }
}
