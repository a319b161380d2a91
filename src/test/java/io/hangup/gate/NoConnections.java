package io.hangup.gate;

import io.hangup.classify.ClientConnection;

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
