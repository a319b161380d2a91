package io.hangup.internal.websocket;

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

  /** This server's own close frame could not be sent. */
  static final int GOOD_BYE_FAILED = 32;

  private static final AtomicIntegerFieldUpdater<Milestones> PASSED =
      AtomicIntegerFieldUpdater.newUpdater(Milestones.class, "passed");

  private static final AtomicIntegerFieldUpdater<Milestones> TELLING =
      AtomicIntegerFieldUpdater.newUpdater(Milestones.class, "telling");

  private volatile int passed;
  private volatile int telling;

  final boolean has(int milestone) {
    return (passed & milestone) != 0;
  }

  /** Passes {@code milestone}; false if that has been done before. */
  final boolean pass(int milestone) {
    return !has(milestone)
        && (PASSED.getAndAccumulate(this, milestone, Milestones::and) & milestone) == 0;
  }

  /** Tomcat tells the endpoint of a failure, on one thread more. */
  final void beginTelling() {
    TELLING.incrementAndGet(this);
  }

  /** The endpoint has been told. */
  final void endTelling() {
    TELLING.decrementAndGet(this);
  }

  /** Whether the endpoint is being told of a failure: of its end it will be told after that. */
  final boolean isTelling() {
    return telling > 0;
  }

  private static int and(int before, int added) {
    return before | added;
  }
}
