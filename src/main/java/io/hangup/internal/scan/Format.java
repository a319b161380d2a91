package io.hangup.internal.scan;

/** Who has written a record, as its form shows. */
public enum Format {
  ONE_LINE("Tomcat's OneLineFormatter", Source.JUL),
  SIMPLE("java.util.logging's SimpleFormatter", Source.JUL),
  XML("java.util.logging's XMLFormatter", Source.JUL),
  JULI_JSON("Tomcat's JsonFormatter", Source.JUL),
  PATTERN("a pattern of Logback or Log4j 2", Source.LIBRARY),
  JSON("JSON of Logback or Log4j 2", Source.LIBRARY),
  PRINTED("printed stack traces", Source.STREAM);

  /** Which part of Hangup would see it. */
  public enum Source {
    JUL,
    LIBRARY,
    STREAM
  }

  private final String title;
  private final Source source;

  Format(String title, Source source) {
    this.title = title;
    this.source = source;
  }

  /** In words. */
  public String title() {
    return title;
  }

  public Source source() {
    return source;
  }
}
