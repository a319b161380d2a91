package io.hangup.disconnect;

/** The protocol that was spoken on the connection; each may run over TLS. */
public enum Protocol {
  HTTP_1_1("http/1.1"),
  H2("h2"),
  WEBSOCKET("websocket"),
  AJP("ajp");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  /** The name as it stands in a log line: {@code http/1.1}, {@code h2}, {@code websocket}, ... */
  @Override
  public String toString() {
    return label;
  }
}
