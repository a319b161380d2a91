package io.hangup.internal.metrics;

import io.hangup.disconnect.Kind;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * How many disconnects of each kind there were in each second of the last hour, and a little more.
 */
public final class Rates {
  private static final int SECONDS = 3700;
  private static final int KINDS = Kind.values().length;
  private static final int MINUTE = 60;

  private final LongSupplier seconds;

  /** Of each place, the second that it counts now. */
  private final AtomicLongArray of = new AtomicLongArray(SECONDS);

  private final AtomicLongArray counts = new AtomicLongArray(SECONDS * KINDS);
  private final long begun;

  /**
   * @param seconds a clock that is not set, in seconds from anything above 0
   */
  Rates(LongSupplier seconds) {
    this.seconds = seconds;
    this.begun = seconds.getAsLong();
  }

  void add(Kind kind) {
    long now = seconds.getAsLong();
    int place = (int) (now % SECONDS);
    if (of.get(place) != now) {
      renew(place, now);
    }
    counts.incrementAndGet(place * KINDS + indexOf(kind));
  }

  @SuppressWarnings("EnumOrdinal") // Of an array that lives as long as the JVM.
  private static int indexOf(Kind kind) {
    return kind.ordinal();
  }

  /** Once a second, by whoever is first in it. */
  private synchronized void renew(int place, long now) {
    if (of.get(place) != now) {
      for (int i = 0; i < KINDS; i++) {
        counts.set(place * KINDS + i, 0);
      }
      of.set(place, now);
    }
  }

  /** How many of {@code kind} there were in the last so many seconds, the current one included. */
  public long last(int lastSeconds, Kind kind) {
    return between(0, lastSeconds, kind);
  }

  /** How many of all kinds. */
  public long last(int lastSeconds) {
    long sum = 0;
    for (Kind kind : Kind.values()) {
      sum += last(lastSeconds, kind);
    }
    return sum;
  }

  /** Those of each of the last minutes, the oldest first. */
  public long[] minutes(int number, Kind kind) {
    long[] minutes = new long[number];
    for (int i = 0; i < number; i++) {
      int ago = (number - 1 - i) * MINUTE;
      minutes[i] = between(ago, ago + MINUTE, kind);
    }
    return minutes;
  }

  /** For how many minutes has been counted: 60 at most. */
  double minutesCounted() {
    return Math.min(MINUTE, (seconds.getAsLong() - begun) / (double) MINUTE);
  }

  private long between(int from, int to, Kind kind) {
    long now = seconds.getAsLong();
    long sum = 0;
    for (long second = now - from; second > now - to && second > 0; second--) {
      int place = (int) (second % SECONDS);
      if (of.get(place) == second) {
        sum += counts.get(place * KINDS + indexOf(kind));
      }
    }
    return sum;
  }
}
