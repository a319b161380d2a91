package io.hangup.gate;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** What was decided of a log record as it was: with one throwable and one message. */
final class JudgedRecord {
  /** The throwable, which the record keeps, and may give up for another. */
  private final WeakReference<Throwable> thrown;

  private final @Nullable String message;
  private final Verdict.Action action;
  private final @Nullable ShortenedRecord copy;

  private JudgedRecord(
      LogRecord record, Throwable thrown, Verdict.Action action, @Nullable ShortenedRecord copy) {
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

  /** What is done. */
  Verdict.Action action() {
    return action;
  }

  /** What becomes visible in the record's place; null where nothing does, or itself. */
  @Nullable ShortenedRecord copy() {
    return copy;
  }

  /** Whether {@code record} has not been used for something else since. */
  boolean isStillOf(LogRecord record, Throwable current) {
    return thrown.refersTo(current) && Objects.equals(message, record.getMessage());
  }
}
