package io.hangup.gate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The traces that threads are printing line by line, at most one each. */
final class HeldTraces {
  private final Map<Thread, HeldTrace> ofThreads = new ConcurrentHashMap<>();
  private final Output output;

  /** Whether there has been one since {@link #check} last found none: nothing is asked before. */
  private volatile boolean any;

  /** Where they go in the end. */
  @FunctionalInterface
  interface Output {
    /**
     * @param judged whether it is a whole trace, which may be withheld
     */
    void print(byte[] bytes, boolean judged);
  }

  HeldTraces(Output output) {
    this.output = output;
  }

  boolean isEmpty() {
    return !any;
  }

  /** That of the current thread, or null. */
  @Nullable HeldTrace mine() {
    return any ? ofThreads.get(Thread.currentThread()) : null;
  }

  /** Begins to hold what the current thread prints. */
  HeldTrace begin() {
    HeldTrace held = new HeldTrace();
    ofThreads.put(held.thread(), held);
    any = true;
    return held;
  }

  /**
   * Prints {@code held}, or withholds it. Called with its lock.
   *
   * @param rest whether what a buffer may have kept of it has come
   */
  void end(HeldTrace held, boolean rest) {
    if (held.release()) {
      ofThreads.remove(held.thread(), held);
      output.print(held.bytes(), held.isWhole(rest));
    }
  }

  /** Prints what threads have printed that have done so, and print nothing else. */
  void check() {
    if (!any) {
      return;
    }
    any = false;
    for (HeldTrace held : ofThreads.values()) {
      if (held.isGrowing()) {
        any = true;
      } else {
        endForItsWebapp(held);
      }
    }
    any |= !ofThreads.isEmpty();
  }

  /** Prints all, because nothing is to be held any more. */
  void endAll() {
    for (HeldTrace held : ofThreads.values()) {
      endForItsWebapp(held);
    }
  }

  private void endForItsWebapp(HeldTrace held) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(held.webapp());
    try {
      synchronized (held) {
        end(held, false);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
