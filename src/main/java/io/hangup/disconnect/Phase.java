package io.hangup.disconnect;

import java.util.Locale;

/** What the server was doing with the connection when it failed. */
public enum Phase {
  /** Negotiating TLS. */
  HANDSHAKE,
  /** Reading from the client. */
  READ,
  /** Writing to the client. */
  WRITE,
  /** Closing the connection, or saying good-bye on it. */
  CLOSE,
  /** Nothing: the connection was waiting. */
  IDLE;

  /** The name as it stands in a log line, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
