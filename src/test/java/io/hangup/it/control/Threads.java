package io.hangup.it.control;

import java.util.concurrent.CountDownLatch;

/** As many threads as the JVM can start, so that nobody else can start one. */
final class Threads {
  private static final CountDownLatch END = new CountDownLatch(1);

  private Threads() {}

  /** Returns how many there were. */
  static int startAll() {
    int started = 0;
    try {
      while (true) {
        Thread thread = new Thread(Threads::awaitEnd, "taken-" + started);
        thread.setDaemon(true);
        thread.start();
        started++;
      }
    } catch (OutOfMemoryError e) {
      return started;
    }
  }

  private static void awaitEnd() {
    try {
      END.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void end() {
    END.countDown();
  }
}
