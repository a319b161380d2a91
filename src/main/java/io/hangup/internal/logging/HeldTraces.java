package io.hangup.internal.logging;

import io.hangup.internal.jvm.ContextLoader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The traces that threads are printing line by line, at most one each. */
final class HeldTraces {
  private final Map<Thread, HeldTrace> ofThreads = new ConcurrentHashMap<>();
  private final Output output;

  /** How many there are: nothing else is asked while there is none. */
  private final AtomicInteger count = new AtomicInteger();

  /** Where they go in the end. */
  @FunctionalInterface
  interface Output {
    /**
     * Prints {@code bytes}, or what is to be seen of them.
     *
     * @param judged whether it is a whole trace, which may be withheld
     */
    void print(byte[] bytes, boolean judged);
  }

  HeldTraces(Output output) {
    this.output = output;
  }

  /** That of the current thread, or null. */
  @Nullable HeldTrace mine() {
    return count.get() == 0 ? null : ofThreads.get(Thread.currentThread());
  }

  /** Begins to hold what the current thread prints. */
  HeldTrace begin() {
    HeldTrace held = new HeldTrace();
    count.incrementAndGet();
    ofThreads.put(held.thread(), held);
    return held;
  }

  /**
   * Prints {@code held}, or withholds it. Called with its lock.
   *
   * @param rest whether what a buffer may have kept of it has come
   */
  void end(HeldTrace held, boolean rest) {
    if (held.release()) {
      try {
        output.print(held.bytes(), held.isWhole(rest));
      } finally {
        // Not before: its thread prints nothing else as long as it finds it here.
        ofThreads.remove(held.thread(), held);
        count.decrementAndGet();
      }
    }
  }

  /** Prints what threads have printed that have done so, and print nothing else. */
  void check() {
    if (count.get() > 0) {
      for (HeldTrace held : ofThreads.values()) {
        if (!held.isGrowing()) {
          endForItsWebapp(held);
        }
      }
    }
  }

  /** Prints all, because nothing is to be held any more. */
  void endAll() {
    for (HeldTrace held : ofThreads.values()) {
      endForItsWebapp(held);
    }
  }

  private void endForItsWebapp(HeldTrace held) {
    ContextLoader.run(
        held.webappLoader(),
        () -> {
          synchronized (held) {
            end(held, false);
          }
        });
  }
}
