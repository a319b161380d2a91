package io.hangup.report;

import io.hangup.classify.Client;
import io.hangup.classify.Disconnect;
import java.time.Duration;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One line per disconnect at FINE, which others call DEBUG, with the stack trace where FINER
 * (TRACE) is enabled. Every value is escaped: a client may have chosen it.
 */
public final class DebugLine implements DisconnectListener {
  /** The logger of these lines. */
  public static final String LOGGER = "io.hangup.disconnect";

  private static final int MAX_VALUE = 512;

  /**
   * Tomcat's formatters print a record's class and method, not its logger: this class and this
   * method make them print the logger's name, which is what one looks for.
   */
  private static final String SOURCE_CLASS = "io.hangup";

  private static final String SOURCE_METHOD = "disconnect";

  private final Logger logger;

  /**
   * @param logger the logger of the name {@link #LOGGER}
   */
  public DebugLine(Logger logger) {
    this.logger = logger;
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    if (logger.isLoggable(Level.FINE)) {
      Throwable stack = logger.isLoggable(Level.FINER) ? disconnect.thrown() : null;
      logger.logp(Level.FINE, SOURCE_CLASS, SOURCE_METHOD, format(disconnect), stack);
    }
  }

  /** The line; what is not known is left out. */
  static String format(Disconnect disconnect) {
    StringBuilder line = new StringBuilder(160);
    line.append(disconnect.kind()).append(' ').append(disconnect.phase());
    line.append(' ').append(disconnect.protocol());
    if (disconnect.secure()) {
      line.append(" tls");
    }
    Client client = disconnect.client();
    if (client.peer() != null) {
      line.append(" [");
      appendEscaped(line, client.peer());
      line.append(']');
    }
    append(line, "context", client.contextPath());
    append(line, "endpoint", client.endpoint());
    append(line, "session", client.sessionId());
    if (client.since() != null) {
      Duration open = Duration.between(client.since(), disconnect.at());
      append(line, "open", String.format(Locale.ROOT, "%.1fs", open.toMillis() / 1000.0));
    }
    append(line, "evidence", disconnect.evidence().name());
    append(line, "from", disconnect.from());
    line.append(": ");
    appendEscaped(line, disconnect.failure());
    return line.toString();
  }

  private static void append(StringBuilder line, String name, @Nullable String value) {
    if (value != null) {
      line.append(' ').append(name).append(" [");
      appendEscaped(line, value);
      line.append(']');
    }
  }

  /** Control characters, which could forge a line or drive a terminal, become {@code \\uXXXX}. */
  private static void appendEscaped(StringBuilder line, String value) {
    int end = Math.min(value.length(), MAX_VALUE);
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    if (end < value.length()) {
      line.append("...");
    }
  }
}
