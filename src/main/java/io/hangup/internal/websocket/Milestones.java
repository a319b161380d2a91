package io.hangup.internal.websocket;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** What happens to a session once, though several threads may see it happen. */
abstract class Milestones {
  /**
   * Each is passed once at most, in whatever order; what has been passed is the session's state.
   */
  enum Milestone {
    /** The application has been notified of the session to the end. */
    OPENED(1),
    /** One side has ended it before anything failed. */
    PARTED(2),
    /** Its loss was noted for its senders. */
    LOST(4),
    /** The same, while a message was on its way. */
    LOST_SENDING(8),
    /** This server's own close frame could not be sent. */
    GOOD_BYE_FAILED(16),
    /** Tomcat has begun to notify the endpoint of the end. */
    CLOSING(32),
    /** Tomcat has destroyed the upgrade handler. */
    LET_GO(64),
    /** Its end was reported, or is not to be. */
    TOLD(128),
    /** It was dropped. */
    ENDED(256);

    private final int bit;

    Milestone(int bit) {
      this.bit = bit;
    }
  }

  private static final AtomicIntegerFieldUpdater<Milestones> PASSED =
      AtomicIntegerFieldUpdater.newUpdater(Milestones.class, "passed");

  private static final AtomicIntegerFieldUpdater<Milestones> TELLING =
      AtomicIntegerFieldUpdater.newUpdater(Milestones.class, "reporting");

  private volatile int passed;
  private volatile int reporting;

  final boolean has(Milestone milestone) {
    return (passed & milestone.bit) != 0;
  }

  /** Passes {@code milestone}; false if that has been done before. */
  final boolean pass(Milestone milestone) {
    return !has(milestone)
        && (PASSED.getAndAccumulate(this, milestone.bit, Milestones::and) & milestone.bit) == 0;
  }

  /** Tomcat notifies the endpoint of a failure, on one thread more. */
  final void beginReporting() {
    TELLING.incrementAndGet(this);
  }

  /** The endpoint has been notified. */
  final void endReporting() {
    TELLING.decrementAndGet(this);
  }

  /**
   * Whether the endpoint is being notified of a failure: of its end it will be notified after that.
   */
  final boolean isReporting() {
    return reporting > 0;
  }

  private static int and(int before, int added) {
    return before | added;
  }
}
