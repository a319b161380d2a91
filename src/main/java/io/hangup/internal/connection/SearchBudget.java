package io.hangup.internal.connection;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what searches among all connections cost: however many connections and failures there are,
 * so many connections are looked at in a second, which is about a fiftieth of a processor's time,
 * and five times as many that may be saved up for single failures. In a storm most are not searched
 * for; what is not found waits for the end of its own connection. Looks are counted, and time is
 * not measured: a thread that has to wait for a processor has not searched.
 */
public final class SearchBudget {
  private static final long LOOKS_A_SECOND = 200_000;
  private static final long MOST = 5 * LOOKS_A_SECOND;
  private static final long NANOS_A_LOOK = 1_000_000_000L / LOOKS_A_SECOND;

  private final LongSupplier nanoTime;
  private long credit = MOST;
  private long countedAt;

  /** A budget that nothing has been taken from. */
  public SearchBudget() {
    this(System::nanoTime);
  }

  SearchBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    countedAt = nanoTime.getAsLong();
  }

  /**
   * What {@code search} finds; null where it finds nothing, or may not search now.
   *
   * @param looks how many connections it may look at
   */
  public <T> @Nullable T within(int looks, Search<T> search) {
    return take(looks) ? search.find() : null;
  }

  /** As long as anything is left, a search may be as large as it is. */
  private synchronized boolean take(int looks) {
    long now = nanoTime.getAsLong();
    long earned = Math.max(0, now - countedAt) / NANOS_A_LOOK;
    countedAt += earned * NANOS_A_LOOK;
    credit = Math.min(MOST, credit + earned);
    if (credit <= 0) {
      return false;
    }
    credit = Math.max(-MOST, credit - looks);
    return true;
  }

  /** A walk through all connections. */
  @FunctionalInterface
  public interface Search<T> {
    /** What is looked for; null where it is not there. */
    @Nullable T find();
  }
}
