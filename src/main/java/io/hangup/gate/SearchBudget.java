package io.hangup.gate;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what searches among all connections cost: they take a fiftieth of the time at most,
 * however many connections and failures there are. A single failure is searched for at once; in a
 * storm most are not, and what is not found waits for the end of its own connection.
 */
public final class SearchBudget {
  private static final int SHARE = 50;

  private final LongSupplier nanoTime;
  private final AtomicBoolean searching = new AtomicBoolean();

  /** When the next search may begin. */
  private volatile long nextAt;

  /** A budget that begins with a search. */
  public SearchBudget() {
    this(System::nanoTime);
  }

  SearchBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    nextAt = nanoTime.getAsLong();
  }

  /** What {@code search} finds; null where it finds nothing, or may not search now. */
  public <T> @Nullable T within(Search<T> search) {
    long begin = nanoTime.getAsLong();
    if (begin - nextAt < 0 || !searching.compareAndSet(false, true)) {
      return null;
    }
    try {
      return search.find();
    } finally {
      long end = nanoTime.getAsLong();
      nextAt = end + (end - begin) * SHARE;
      searching.set(false);
    }
  }

  /** A walk through all connections. */
  @FunctionalInterface
  public interface Search<T> {
    /** What is looked for; null where it is not there. */
    @Nullable T find();
  }
}
