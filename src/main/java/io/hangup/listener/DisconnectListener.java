package io.hangup.listener;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.PingResult;
import io.hangup.disconnect.Undecided;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;

/**
 * Hears of what happens to clients' connections, below every Valve of the server and once for each
 * event. Named in the Valve's attribute {@code listener}, or offered by a jar in {@code lib/} in
 * {@code META-INF/services/io.hangup.listener.DisconnectListener}; its class is public and has a
 * public constructor without parameters.
 *
 * <p>It is called on Tomcat's threads, by many at a time, with Hangup's own class loader in place:
 * it must not block, and what takes time is for a thread of its own. What it throws is logged once
 * at WARN, and then at DEBUG; nobody else notices. Each method does nothing unless it is
 * overridden.
 */
public interface DisconnectListener extends AutoCloseable {
  /** The listener hears of all that happens from now on, and may ask what is known. */
  default void started(Vitals vitals) {}

  /** A client has hung up: once for each, however many records say so. */
  default void disconnected(Disconnect disconnect) {}

  /** A record, or a printed trace, did not become visible as it was. */
  default void withheld(Withholding withholding) {}

  /** A record had a disconnect in its chain of causes, and stayed. */
  default void undecided(Undecided reason) {}

  /** A WebSocket session, or an asynchronous request, has begun. */
  default void opened(OpenSession session) {}

  /** A session has ended, in whatever way: once for each that was opened. */
  default void dropped(DeadSession session) {}

  /** A silent WebSocket client was pinged, and this became of it. */
  default void pinged(PingResult result) {}

  /** Nothing will be heard any more: the last Valve has stopped, or the listener was taken out. */
  @Override
  default void close() {}
}
