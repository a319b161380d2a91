package io.hangup.it.live;

import io.hangup.session.DeadSession;
import io.hangup.session.SessionRegistry;

/** The application's own registry. */
public class LiveRegistry implements SessionRegistry {
  @Override
  public void drop(DeadSession dead) {
    LiveEndpoint.SESSIONS.values().remove(dead.session().handle());
  }
}
