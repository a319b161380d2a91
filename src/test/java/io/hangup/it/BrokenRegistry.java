package io.hangup.it;

import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionRegistry;

/** A registry that fails whatever it is told. */
public class BrokenRegistry implements SessionRegistry {

  @Override
  public void opened(OpenSession session) {
    throw new IllegalStateException("broken on purpose");
  }

  @Override
  public void drop(DeadSession session) {
    throw new IllegalStateException("broken on purpose");
  }
}
