package io.hangup.websocket;

import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.Webapp;

/** Is told of the life of WebSocket sessions, on the container's threads. Must not block. */
public interface SessionObserver {

  /** A session has opened; the application does not know of it yet. */
  void opened(OpenSession session, Webapp webapp);

  /** A session that was opened has ended; told exactly once. */
  void ended(DeadSession session);
}
