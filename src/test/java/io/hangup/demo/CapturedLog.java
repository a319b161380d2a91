package io.hangup.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.juli.OneLineFormatter;

/**
 * Everything that is logged at INFO and above or printed to standard error, as Tomcat's console.
 */
final class CapturedLog extends Handler implements AutoCloseable {
  private static final Pattern TRACE =
      Pattern.compile("(?m)^\\s*[\\w.$]+(?:Exception|Error)\\b.*\\R\\s+at ");
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger DISCONNECTS = Logger.getLogger("io.hangup.disconnect");

  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final PrintStream consoleStream = new PrintStream(console, true, StandardCharsets.UTF_8);
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final List<String> debugLines = new CopyOnWriteArrayList<>();
  private final List<Handler> before = List.of(ROOT.getHandlers());

  private CapturedLog() {
    setFormatter(new OneLineFormatter());
  }

  static CapturedLog start() {
    CapturedLog log = new CapturedLog();
    System.setErr(log.consoleStream);
    log.before.forEach(ROOT::removeHandler);
    ROOT.addHandler(log);
    DISCONNECTS.setLevel(Level.FINE);
    return log;
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    if (record.getLevel().intValue() >= Level.INFO.intValue()) {
      records.add(record);
      consoleStream.print(getFormatter().format(record));
    } else if (DISCONNECTS.getName().equals(record.getLoggerName())) {
      debugLines.add(record.getMessage());
    }
  }

  void clear() {
    records.clear();
    console.reset();
  }

  long records() {
    return records.size();
  }

  long traces() {
    return TRACE.matcher(console.toString(StandardCharsets.UTF_8)).results().count();
  }

  long bytes() {
    return console.size();
  }

  List<String> debugLines() {
    return new ArrayList<>(debugLines);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
    before.forEach(ROOT::addHandler);
    System.setErr(standardError);
  }
}
