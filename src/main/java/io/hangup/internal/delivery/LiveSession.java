package io.hangup.internal.delivery;

import io.hangup.session.OpenSession;
import io.hangup.session.Webapp;

/** A session from its opening on. It is kept as what it is, and equals no other. */
public interface LiveSession {

  /** What it was when it was opened. */
  OpenSession opening();

  /** The web application that it belongs to. */
  Webapp application();
}
