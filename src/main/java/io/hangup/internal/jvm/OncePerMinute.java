package io.hangup.internal.jvm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Says when something that happens again and again is worth a line: at first, then once a minute.
 */
public final class OncePerMinute {
  private static final long NANOS = 60_000_000_000L;

  private final AtomicLong nextAt = new AtomicLong(System.nanoTime());

  /** True for one caller a minute. */
  public boolean isDue() {
    long now = System.nanoTime();
    long next = nextAt.get();
    return now - next >= 0 && nextAt.compareAndSet(next, now + NANOS);
  }
}
