package io.hangup.internal.jvm;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/**
 * What Hangup itself fails with on a thread of Tomcat's or of the application's, such as a method
 * that this Tomcat lacks: it is nobody else's affair. The first is logged at WARN, the others at
 * DEBUG.
 */
public final class OwnFailures {
  private static final Log log = LogFactory.getLog(OwnFailures.class);
  private static final AtomicBoolean HAS_FAILED = new AtomicBoolean();

  private OwnFailures() {}

  /** Runs {@code ours}, and lets nothing out. */
  public static void guard(Runnable ours) {
    try {
      ours.run();
    } catch (Throwable e) {
      note(e);
    }
  }

  /** Logs {@code failure}; throws nothing. */
  public static void note(Throwable failure) {
    try {
      if (HAS_FAILED.compareAndSet(false, true)) {
        log.warn(
            "Hangup failed at a request or session, which goes on; its like is logged at DEBUG",
            failure);
      } else {
        log.debug("Hangup failed at a request or session", failure);
      }
    } catch (Throwable e) {
      // There is no way to say it.
    }
  }
}
