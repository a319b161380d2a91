package io.hangup.sample;

import java.util.concurrent.atomic.AtomicInteger;

/** What the application's registry was told. */
final class Stats {
  static final AtomicInteger OPENED = new AtomicInteger();
  static final AtomicInteger DROPPED = new AtomicInteger();

  private Stats() {}
}
