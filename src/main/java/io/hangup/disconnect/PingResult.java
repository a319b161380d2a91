package io.hangup.disconnect;

import java.util.Locale;

/** What became of a ping of a silent WebSocket client. */
public enum PingResult {
  /** The client was heard of after it. */
  ANSWERED,
  /** Nothing was heard of the client, and it was given up. */
  LOST,
  /** It could not be sent. */
  FAILED;

  /** The name in lower case, as a metric's tag has it. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
