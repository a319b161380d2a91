package io.hangup.internal.delivery;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The moment at which somebody who stops waits no longer, whatever he is waiting for. */
public final class Deadline {
  private final Duration patience;
  private final long at;

  private Deadline(Duration patience) {
    this.patience = patience;
    this.at = System.nanoTime() + patience.toNanos();
  }

  /** The moment that is {@code patience} from now. */
  public static Deadline in(Duration patience) {
    return new Deadline(patience);
  }

  /** Waits for {@code done}; an interrupt ends it, and stays set. */
  void await(Future<?> done) {
    try {
      done.get(nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // Who waits goes on in any case.
    }
  }

  /** Waits for the end of {@code executor}; false if it has not come. */
  boolean awaitEnd(ExecutorService executor) {
    try {
      return executor.awaitTermination(nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long nanosLeft() {
    return Math.max(0, at - System.nanoTime());
  }

  /** How long there was to wait, in seconds. */
  @Override
  public String toString() {
    return Long.toString(patience.toSeconds());
  }
}
