package io.hangup.internal.websocket;

import io.hangup.internal.jvm.OwnFailures;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * What may wait for a client, such as a ping, on threads where it may. Where no thread can be
 * started, it waits for a tick at which one can.
 */
final class BlockingWork implements Executor {
  /** How many are left to one thread: to wake it costs more than to send a ping. */
  private static final int FOR_EACH_THREAD = 32;

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final Executor threads;

  /**
   * @param threads runs what it is given on a thread of its own
   */
  BlockingWork(Executor threads) {
    this.threads = threads;
  }

  /** Has {@code task} done at once, on a thread of its own. */
  @Override
  public void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (OutOfMemoryError e) {
      waiting.add(task);
    }
  }

  /**
   * Has {@code task} done after the next tick, on a thread that does others as well. A client that
   * makes it wait holds up no more than that thread: whatever is left at a tick gets new ones.
   */
  void later(Runnable task) {
    waiting.add(task);
  }

  /** Begins what waits; to be called several times a second. */
  void tick() {
    try {
      for (int left = waiting.size(); left > 0; left -= FOR_EACH_THREAD) {
        threads.execute(this::doAll);
      }
    } catch (OutOfMemoryError e) {
      // The next tick tries again.
    }
  }

  private void doAll() {
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      OwnFailures.guard(task);
    }
  }
}
