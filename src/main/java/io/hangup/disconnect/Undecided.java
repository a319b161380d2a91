package io.hangup.disconnect;

import java.util.Locale;

/** Why a record stayed that had a disconnect in its chain of causes. */
public enum Undecided {
  /** A Valve keeps its kind. */
  KEPT,
  /** No Valve speaks for where it was logged. */
  OUT_OF_SCOPE,
  /** Another throwable is with it that may be a real error. */
  COMPANY,
  /** It speaks of a request, or a message, whose own client is there. */
  CLIENT_THERE,
  /** Tomcat waited in vain for a request's body, and answers with an error. */
  STALLED_READ,
  /** The server itself has ended the connection. */
  SERVER_CLOSED,
  /** The disconnect is of long ago: somebody keeps its exception, and fails others with it. */
  STALE,
  /** It has words of the application's own, which are to stay. */
  WORDS;

  /** The name in lower case, as a metric's tag has it. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
