package io.hangup.websocket;

import io.hangup.classify.Failure;
import io.hangup.report.WeakIdentitySet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous send that Tomcat has given up, of which no socket has a record ({@code
 * WsWriteTimeout}).
 */
final class ExpiredSend {
  private static final String SENDER =
      "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer";

  private ExpiredSend() {}

  /** Whether {@code thrown} is what its sender is told. */
  static boolean isToldBy(Throwable thrown) {
    List<StackTraceElement> frames = Failure.of(Failure.root(thrown)).frames();
    return !frames.isEmpty()
        && frames.get(0).getClassName().equals(SENDER)
        && frames.get(0).getMethodName().equals("onTimeout");
  }

  /**
   * Whose it is; null where that is not known. A sender that is called back hears of it before
   * Tomcat closes the socket. One that waits for a {@code Future} reads it later, when the session
   * may have been told of; one that reads it seconds later has it told of once more, without a
   * session.
   */
  static @Nullable WatchedSession find(WeakIdentitySet<WatchedSession> sessions) {
    WatchedSession now = sessions.find(WatchedSession::isSendGivenUp);
    if (now != null) {
      return now;
    }
    WatchedSession untold =
        sessions.find(session -> session.isSendExpired() && session.isClosedUntold());
    return untold != null
        ? untold
        : sessions.find(session -> session.isSendExpired() && session.isTold());
  }
}
