package io.hangup.disconnect;

import java.util.Locale;

/** Where a record or a trace would have become visible. */
public enum Source {
  /** A record of {@code java.util.logging}. */
  JUL,
  /** What was printed to {@code System.err}. */
  STDERR,
  /** What was printed to {@code System.out}. */
  STDOUT,
  /** An event of Logback. */
  LOGBACK,
  /** An event of Log4j 2. */
  LOG4J2;

  /** The name in lower case, as a metric's tag has it. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
