package io.hangup.load.app;

import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionRegistry;

/** Counts what it is told. */
public class Told implements SessionRegistry {
  @Override
  public void opened(OpenSession session) {
    Live.OPENED.incrementAndGet();
  }

  @Override
  public void drop(DeadSession dead) {
    Live.DROPPED.incrementAndGet();
  }
}
