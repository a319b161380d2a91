package io.hangup.internal.report;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.juli.logging.Log;

/** Calls of one object whose failures stay with it: the first is logged, the others at DEBUG. */
public final class GuardedCalls {
  private final String role;
  private final Object called;
  private final Log log;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param role what {@code called} is, for a line: e.g. {@code Listener}
   */
  public GuardedCalls(String role, Object called, Log log) {
    this.role = role;
    this.called = called;
    this.log = log;
  }

  /** Runs {@code call}, and lets no failure of it out. */
  public void run(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      String message = role + " [" + called.getClass().getName() + "] failed";
      if (warned.compareAndSet(false, true)) {
        log.warn(message + "; further failures of it are logged at DEBUG", e);
      } else {
        log.debug(message, e);
      }
    }
  }
}
