package io.hangup.internal.websocket;

import io.hangup.internal.classify.LiveThrowable;
import io.hangup.internal.connection.Causes;
import io.hangup.internal.tomcat.TomcatInternals;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous send that Tomcat has given up, of which no socket has a record ({@code
 * WsWriteTimeout}).
 */
final class TimedOutSend {
  private static final String SENDER =
      "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer";

  /** Tomcat looks for sends that are overdue every second, and we for what it did of that. */
  private static final long RECENT_MILLIS = 3000;

  private TimedOutSend() {}

  /** Whether the time of the last asynchronous send to {@code session} has been up just now. */
  static boolean isOf(@Nullable WsSession session) {
    long late = late(session);
    return late >= 0 && late < RECENT_MILLIS;
  }

  /** For how long that time has been up, in milliseconds; negative where it is not. */
  private static long late(@Nullable WsSession session) {
    long expiry = session == null ? -1 : TomcatInternals.sendExpiry(session);
    return expiry < 0 ? -1 : System.currentTimeMillis() - expiry;
  }

  /** Whether {@code thrown} is what its sender gets. */
  static boolean isRootOf(Throwable thrown) {
    return LiveThrowable.view(Causes.root(thrown)).isCreatedIn(SENDER, "onTimeout");
  }

  /**
   * Whose it is, of {@code sessions}; null where that is not known. A sender that is called back
   * hears of it before Tomcat closes the socket. One that waits for a {@code Future} reads it
   * later, when the session may have been reported: then one such is as good as another.
   */
  static @Nullable TrackedSession find(Iterable<TrackedSession> sessions) {
    TrackedSession closed = null;
    TrackedSession reported = null;
    for (TrackedSession session : sessions) {
      WsSession wsSession = session.wsSession();
      long late = late(wsSession);
      if (wsSession == null || late < 0) {
        continue;
      }
      if (late < RECENT_MILLIS && TomcatInternals.isGivingUpSend(wsSession)) {
        return session;
      }
      if (late < RECENT_MILLIS && session.isClosedUnreported()) {
        closed = session;
      } else if (session.isReported()) {
        reported = session;
      }
    }
    return closed != null ? closed : reported;
  }
}
