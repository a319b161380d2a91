package io.hangup.internal.logging;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** The messages of log records as every handler's formatter shows them. */
final class Messages {
  private static final Formatter FORMATTER =
      new Formatter() {
        @Override
        public String format(LogRecord record) {
          return formatMessage(record);
        }
      };

  private Messages() {}

  /** The message, translated, and with the parameters in their places; may throw what those do. */
  static String of(LogRecord record) {
    return FORMATTER.format(record);
  }
}
