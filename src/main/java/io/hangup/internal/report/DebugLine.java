package io.hangup.internal.report;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One line per disconnect at FINE, which others call DEBUG, with the stack trace where FINER
 * (TRACE) is enabled. Every value is escaped: a client may have chosen it.
 */
public final class DebugLine implements DisconnectSink {
  /** The logger of these lines. */
  public static final String LOGGER = "io.hangup.disconnect";

  /** The logger of what was withheld after the line of its disconnect had been written. */
  public static final String WITHHELD = LOGGER + ".withheld";

  private static final int MAX_VALUE = 512;

  /** What somebody said, which is seen nowhere else: cut only where it would fill the log. */
  private static final int MAX_WORDS = 16_384;

  /**
   * Tomcat's formatters print a record's class and method, not its logger: this class and this
   * method make them print the logger's name, which is what one looks for.
   */
  private static final String SOURCE_CLASS = "io.hangup";

  private static final String SOURCE_METHOD = "disconnect";
  private static final String WITHHELD_METHOD = "withheld";

  private final Logger logger;
  private final Logger withheldLogger;

  /**
   * @param logger the logger of the name {@link #LOGGER}
   * @param withheldLogger the logger of the name {@link #WITHHELD}
   */
  public DebugLine(Logger logger, Logger withheldLogger) {
    this.logger = logger;
    this.withheldLogger = withheldLogger;
  }

  @Override
  public boolean wantsWords() {
    return logger.isLoggable(Level.FINE) || withheldLogger.isLoggable(Level.FINE);
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    disconnected(disconnect, List.of());
  }

  @Override
  public void disconnected(Disconnect disconnect, List<Withheld> withheld) {
    if (logger.isLoggable(Level.FINE)) {
      Throwable stack = logger.isLoggable(Level.FINER) ? disconnect.thrown() : null;
      logger.logp(Level.FINE, SOURCE_CLASS, SOURCE_METHOD, format(disconnect, withheld), stack);
    }
  }

  /** A line of its own, of a logger of its own: the disconnect's has been written. */
  @Override
  public void withheld(Withheld late) {
    if (withheldLogger.isLoggable(Level.FINE)) {
      Throwable stack = withheldLogger.isLoggable(Level.FINER) ? late.thrown() : null;
      withheldLogger.logp(Level.FINE, SOURCE_CLASS, WITHHELD_METHOD, format(late), stack);
    }
  }

  static String format(Withheld late) {
    StringBuilder line = new StringBuilder(160).append(late.code());
    appendLogger(line, "from", late.source());
    appendRecord(line, late, late.source());
    Withheld.wrappings(late.thrown()).forEach(each -> appendWords(line, "wrapped in", each));
    return line.toString();
  }

  private static void appendRecord(StringBuilder line, Withheld withheld, @Nullable String from) {
    if (withheld.level() == null || withheld.message() == null) {
      return;
    }
    append(line, "record", withheld.level());
    if (!withheld.source().equals(from)) {
      appendLogger(line, "of", withheld.source());
    }
    appendWords(line, "message", withheld.message());
  }

  /** What was withheld; what several of the throwables say, once. */
  private static void appendWords(
      StringBuilder line, Disconnect disconnect, List<Withheld> withheld) {
    Set<String> wrappings = new LinkedHashSet<>(Withheld.wrappings(disconnect.thrown()));
    for (Withheld each : withheld) {
      appendRecord(line, each, disconnect.from());
      wrappings.addAll(Withheld.wrappings(each.thrown()));
    }
    wrappings.forEach(each -> appendWords(line, "wrapped in", each));
  }

  /** The line; what is not known is left out. */
  static String format(Disconnect disconnect) {
    return format(disconnect, List.of());
  }

  static String format(Disconnect disconnect, List<Withheld> withheld) {
    StringBuilder line = new StringBuilder(160);
    line.append(disconnect.kind()).append(' ').append(disconnect.phase());
    line.append(' ').append(disconnect.protocol());
    if (disconnect.secure()) {
      line.append(" tls");
    }
    Client client = disconnect.client();
    if (client.peer() != null) {
      appendBracketed(line, client.peer(), MAX_VALUE);
    }
    append(line, "context", client.contextPath());
    append(line, "endpoint", client.endpoint());
    append(line, "session", client.sessionId());
    if (client.since() != null) {
      Duration open = Duration.between(client.since(), disconnect.at());
      // As String.format would round it, which takes as long as all the rest.
      long tenths = (Math.max(0, open.toMillis()) + 50) / 100;
      line.append(" open [").append(tenths / 10).append('.').append(tenths % 10).append("s]");
    }
    append(line, "evidence", disconnect.evidence().name());
    appendLogger(line, "from", disconnect.from());
    appendWords(line, disconnect, withheld);
    line.append(": ");
    Escaped.append(line, disconnect.failure(), "", MAX_VALUE);
    return line.toString();
  }

  private static void append(StringBuilder line, String name, @Nullable String value) {
    if (value != null) {
      line.append(' ').append(name);
      appendBracketed(line, value, MAX_VALUE);
    }
  }

  private static void appendWords(StringBuilder line, String name, String words) {
    line.append(' ').append(name);
    appendBracketed(line, words, MAX_WORDS);
  }

  /** A field: a bracket or backslash in its value could forge another. */
  private static void appendBracketed(StringBuilder line, String value, int most) {
    line.append(" [");
    Escaped.append(line, value, Escaped.FIELD_ENDS, most);
    line.append(']');
  }

  /** A logger's name, which no client has chosen: those of Tomcat's containers have brackets. */
  private static void appendLogger(StringBuilder line, String name, @Nullable String logger) {
    if (logger != null) {
      line.append(' ').append(name).append(" [");
      Escaped.append(line, logger, "", MAX_VALUE);
      line.append(']');
    }
  }
}
