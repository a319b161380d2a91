package io.hangup.load.app;

import java.util.concurrent.atomic.AtomicInteger;

/** What the application has open, and what its registry has been told. */
final class Live {
  /** Of sessions and asynchronous requests alike. */
  static final AtomicInteger OPEN = new AtomicInteger();

  static final AtomicInteger OPENED = new AtomicInteger();
  static final AtomicInteger DROPPED = new AtomicInteger();

  private Live() {}
}
