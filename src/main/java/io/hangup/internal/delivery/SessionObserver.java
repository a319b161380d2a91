package io.hangup.internal.delivery;

import io.hangup.session.DeadSession;

/** Is notified of the life of WebSocket sessions, on the container's threads. Must not block. */
public interface SessionObserver {

  /** A session has opened; the application does not know of it yet. */
  void opened(LiveSession session);

  /** A session that was opened has ended; said exactly once. */
  void ended(LiveSession session, DeadSession end);
}
