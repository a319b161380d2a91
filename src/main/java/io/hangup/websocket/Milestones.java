package io.hangup.websocket;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** What happens to a session once, though several threads may see it happen. */
abstract class Milestones {
  /** Its end was told of, or is not to be. */
  static final int TOLD = 1;

  /** It was dropped. */
  static final int ENDED = 2;

  /** Its loss was noted for its senders. */
  static final int LOST = 4;

  /** The same, while a message was on its way. */
  static final int LOST_SENDING = 8;

  /** Tomcat has destroyed the upgrade handler. */
  static final int LET_GO = 16;

  private static final AtomicIntegerFieldUpdater<Milestones> PASSED =
      AtomicIntegerFieldUpdater.newUpdater(Milestones.class, "passed");

  private volatile int passed;

  final boolean has(int milestone) {
    return (passed & milestone) != 0;
  }

  /** Passes {@code milestone}; false if that has been done before. */
  final boolean pass(int milestone) {
    return !has(milestone)
        && (PASSED.getAndAccumulate(this, milestone, Milestones::and) & milestone) == 0;
  }

  private static int and(int before, int added) {
    return before | added;
  }
}
