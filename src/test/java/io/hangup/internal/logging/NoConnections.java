package io.hangup.internal.logging;

import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.ConnectionFinder;

/** Knows of no connection. */
class NoConnections implements ConnectionFinder {
  @Override
  public ClientConnection find(Throwable thrown) {
    return null;
  }

  @Override
  public ClientConnection search(Throwable thrown) {
    return null;
  }

  @Override
  public ClientConnection endedWithin(Throwable thrown) {
    return null;
  }
}
