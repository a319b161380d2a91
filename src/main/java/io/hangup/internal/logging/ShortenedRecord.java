package io.hangup.internal.logging;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * A record without its stack trace, in the place of the one that an application logged and may use
 * again. All handlers of that one are given the same.
 */
final class ShortenedRecord extends LogRecord {
  private static final long serialVersionUID = 1;

  /** Those that have let it pass: an asynchronous handler asks again. */
  private final transient Set<Filter> passed =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  private ShortenedRecord(LogRecord record, String message) {
    super(record.getLevel(), message);
  }

  /**
   * What becomes visible of {@code record}.
   *
   * @param ending what its message is to end with
   */
  static ShortenedRecord of(LogRecord record, String ending) {
    return saying(record, Messages.of(record).stripTrailing() + " " + ending);
  }

  /** What becomes visible of {@code record} where only {@code message} is left of its own. */
  static ShortenedRecord saying(LogRecord record, String message) {
    ShortenedRecord copy = new ShortenedRecord(record, message);
    copy.setLoggerName(record.getLoggerName());
    copy.setSourceClassName(record.getSourceClassName());
    copy.setSourceMethodName(record.getSourceMethodName());
    copy.setLongThreadID(record.getLongThreadID());
    copy.setInstant(record.getInstant());
    copy.setSequenceNumber(record.getSequenceNumber());
    return copy;
  }

  /** Notes that {@code filter} lets it pass; false if it has done so before. */
  boolean pass(Filter filter) {
    return passed.add(filter);
  }

  boolean hasPassed(Filter filter) {
    return passed.contains(filter);
  }
}
