package io.hangup.gate;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what searches among all connections cost: however many connections and failures there are,
 * they take a fiftieth of the time, and a tenth of a second that may be saved up for single
 * failures. One that took longer, as with a pause in it, is made up for within five seconds. In a
 * storm most are not searched for; what is not found waits for the end of its own connection.
 */
public final class SearchBudget {
  private static final int SHARE = 50;
  private static final long MOST_NANOS = 100_000_000L;

  private final LongSupplier nanoTime;
  private long credit = MOST_NANOS;
  private long countedAt;

  /** A budget that nothing has been taken from. */
  public SearchBudget() {
    this(System::nanoTime);
  }

  SearchBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    countedAt = nanoTime.getAsLong();
  }

  /** What {@code search} finds; null where it finds nothing, or may not search now. */
  public <T> @Nullable T within(Search<T> search) {
    long begin = nanoTime.getAsLong();
    if (!hasCredit(begin)) {
      return null;
    }
    try {
      return search.find();
    } finally {
      spend(nanoTime.getAsLong() - begin);
    }
  }

  private synchronized boolean hasCredit(long now) {
    credit = Math.min(MOST_NANOS, credit + Math.max(0, now - countedAt) / SHARE);
    countedAt = now;
    return credit > 0;
  }

  private synchronized void spend(long nanos) {
    credit = Math.max(-MOST_NANOS, credit - nanos);
  }

  /** A walk through all connections. */
  @FunctionalInterface
  public interface Search<T> {
    /** What is looked for; null where it is not there. */
    @Nullable T find();
  }
}
