package io.hangup.internal.websocket;

import java.time.Duration;

/**
 * How WebSocket sessions are looked after, besides being watched.
 *
 * @param pingInterval how long a client may be silent before it is pinged (RFC 6455 section 5.5.2);
 *     zero if it never is
 * @param pingTimeout how long it may be silent after that before its session is dropped; zero if it
 *     may for ever
 * @param closeForgotten whether a session that Tomcat has forgotten is closed as well as dropped
 * @param accessLog whether its end is written to the access logs
 */
public record Upkeep(
    Duration pingInterval, Duration pingTimeout, boolean closeForgotten, boolean accessLog) {
  static final Upkeep NONE = new Upkeep(Duration.ZERO, Duration.ZERO, false, false);

  boolean pings() {
    return !pingInterval.isZero();
  }

  /** Merges these settings with those of an enclosing container; these win. */
  Upkeep within(Upkeep outer) {
    if (outer.equals(NONE)) {
      return this;
    }
    Upkeep pinging = pings() ? this : outer;
    return new Upkeep(
        pinging.pingInterval,
        pinging.pingTimeout,
        closeForgotten || outer.closeForgotten,
        accessLog || outer.accessLog);
  }
}
