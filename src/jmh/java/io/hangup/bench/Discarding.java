package io.hangup.bench;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.apache.juli.OneLineFormatter;

/** Formats as Tomcat does, as all handlers do under a lock, and throws away what comes of it. */
final class Discarding extends Handler {
  private long length;

  Discarding() {
    setFormatter(new OneLineFormatter());
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (isLoggable(record)) {
      length += getFormatter().format(record).length();
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  synchronized long length() {
    return length;
  }
}
