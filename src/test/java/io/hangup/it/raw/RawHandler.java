package io.hangup.it.raw;

import java.io.FileNotFoundException;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.apache.juli.OneLineFormatter;

/**
 * Writes every record of the server's to {@code logs/raw.log}, whatever a filter says of it. For
 * {@code logging.properties}, in the system's class path.
 */
public final class RawHandler extends Handler {
  private final PrintStream out;
  private final OneLineFormatter formatter = new OneLineFormatter();

  /** One that is not open yet. */
  public RawHandler() throws FileNotFoundException, UnsupportedEncodingException {
    out = new PrintStream(System.getProperty("catalina.base") + "/logs/raw.log", "UTF-8");
  }

  @Override
  public synchronized void publish(LogRecord record) {
    out.print(formatter.format(record));
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.close();
  }
}
