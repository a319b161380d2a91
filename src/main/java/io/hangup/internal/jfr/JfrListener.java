package io.hangup.internal.jfr;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Undecided;
import io.hangup.listener.DisconnectListener;
import io.hangup.session.DeadSession;
import java.time.Duration;
import jdk.jfr.FlightRecorder;

/**
 * Commits an event of the Flight Recorder where somebody records it. Until somebody records
 * anything no class of an event is loaded, which the JVM would have to change for it.
 */
public final class JfrListener implements DisconnectListener {
  private static final long UNKNOWN = -1;

  /**
   * One that hears of nothing yet.
   *
   * @throws LinkageError if this JVM's image has no Flight Recorder
   */
  public JfrListener() {
    boolean unused = FlightRecorder.isInitialized();
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    DisconnectEvent event = new DisconnectEvent();
    if (!event.isEnabled()) {
      return;
    }
    Client client = disconnect.client();
    Duration elapsed = disconnect.elapsed();
    event.kind = disconnect.kind().toString();
    event.phase = disconnect.phase().toString();
    event.protocol = disconnect.protocol().toString();
    event.evidence = disconnect.evidence().toString();
    event.peer = client.peer();
    event.context = client.contextPath();
    event.endpoint = client.endpoint();
    event.session = client.sessionId();
    event.elapsed = elapsed == null ? UNKNOWN : elapsed.toMillis();
    event.failure = disconnect.failure();
    event.commit();
  }

  @Override
  public void undecided(Undecided reason) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    UndecidedEvent event = new UndecidedEvent();
    if (event.isEnabled()) {
      event.reason = reason.tag();
      event.commit();
    }
  }

  @Override
  public void dropped(DeadSession dead) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    SessionDroppedEvent event = new SessionDroppedEvent();
    if (!event.isEnabled()) {
      return;
    }
    Disconnect disconnect = dead.disconnect();
    event.type = dead.session().type().toString();
    event.context = dead.session().contextPath();
    event.endpoint = dead.session().endpoint();
    event.session = dead.session().id();
    event.code = dead.closeCode();
    event.clean = dead.wasClean();
    event.disconnect = disconnect == null ? null : disconnect.code();
    event.lived = Duration.between(dead.session().openedAt(), dead.endedAt()).toMillis();
    event.commit();
  }
}
