package io.hangup.internal.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often something took how long, in classes of times that grow by a fifth: a quantile is off by
 * a tenth at most. From a millisecond to some days; read without a lock.
 */
public final class Histogram {
  private static final double GROWTH = 1.2;
  private static final int CLASSES = 110;
  private static final double LOG_GROWTH = Math.log(GROWTH);

  private final AtomicLongArray counts = new AtomicLongArray(CLASSES);
  private final LongAdder sumMillis = new LongAdder();
  private final AtomicLong maxMillis = new AtomicLong();

  void add(Duration time) {
    long millis = Math.max(0, time.toMillis());
    counts.incrementAndGet(classOf(millis));
    sumMillis.add(millis);
    maxMillis.accumulateAndGet(millis, Math::max);
  }

  private static int classOf(long millis) {
    return millis <= 1
        ? 0
        : Math.min(CLASSES - 1, (int) Math.ceil(Math.log((double) millis) / LOG_GROWTH));
  }

  /** How many there were. */
  public long count() {
    long count = 0;
    for (int i = 0; i < CLASSES; i++) {
      count += counts.get(i);
    }
    return count;
  }

  /** What all of them took together. */
  public Duration sum() {
    return Duration.ofMillis(sumMillis.sum());
  }

  /** The longest. */
  public Duration max() {
    return Duration.ofMillis(maxMillis.get());
  }

  /**
   * So much took no longer, in milliseconds; 0 where there was none.
   *
   * @param part from 0 to 1, e.g. 0.95
   */
  public long quantileMillis(double part) {
    long count = count();
    long wanted = (long) Math.ceil(part * count);
    long seen = 0;
    for (int i = 0; i < CLASSES && count > 0; i++) {
      seen += counts.get(i);
      if (seen >= wanted) {
        return Math.min(maxMillis.get(), Math.round(Math.pow(GROWTH, i)));
      }
    }
    return 0;
  }
}
