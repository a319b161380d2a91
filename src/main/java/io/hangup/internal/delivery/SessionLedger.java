package io.hangup.internal.delivery;

import io.hangup.session.DeadSession;
import io.hangup.session.SessionRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/**
 * Tells a set of registries of sessions, and keeps the books: opened = dropped + live. Sessions
 * that are live when it closes, or when their web application stops, are dropped then: nobody would
 * report their end.
 */
public final class SessionLedger implements SessionObserver {
  /** RFC 6455 section 7.4.1: an endpoint is going away, such as a server going down. */
  private static final int GOING_AWAY = 1001;

  private static final Log log = LogFactory.getLog(SessionLedger.class);

  private final RegistryDispatcher registries;
  private final Set<LiveSession> live = ConcurrentHashMap.newKeySet();
  private final LongAdder opened = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  public SessionLedger(List<SessionRegistry> registries, ClassLoader loader) {
    this.registries =
        new RegistryDispatcher(registries, loader, LogFactory.getLog(RegistryDispatcher.class));
  }

  /** Whether there is no registry to notify. */
  boolean isIdle() {
    return registries.isEmpty();
  }

  @Override
  public void opened(LiveSession session) {
    live.add(session);
    opened.increment();
    registries.opened(session.opening(), session.application());
  }

  @Override
  public void ended(LiveSession session, DeadSession end) {
    if (live.remove(session)) {
      dropped.increment();
      registries.drop(end, session.application());
    }
  }

  /**
   * Drops what is live in {@code webapp}, which stops, and has the registries know of it before its
   * class loader stops too.
   */
  public void stopping(ClassLoader webapp, Deadline deadline) {
    dropIf(each -> each.application().loader() == webapp, "The web application stopped");
    // Tomcat has closed its WebSockets before, and registries may be busy with them.
    registries.await(deadline);
    long late = registries.waiting();
    if (late > 0) {
      log.warn(
          "["
              + late
              + "] notices have not been taken by registries within stopTimeout=["
              + deadline
              + "] s, and come when the web application's class loader has stopped");
    }
  }

  public void close(Deadline deadline) {
    dropIf(each -> true, "Hangup stopped");
    registries.close(deadline);
  }

  private void dropIf(Predicate<LiveSession> condition, String reason) {
    for (LiveSession each : live) {
      if (condition.test(each)) {
        ended(
            each, new DeadSession(each.opening(), Instant.now(), GOING_AWAY, reason, false, null));
      }
    }
  }

  /** The registries that are notified. */
  public RegistryDispatcher registries() {
    return registries;
  }

  /** How many sessions were opened. */
  public long opened() {
    return opened.sum();
  }

  /** How many of them have been dropped. */
  public long dropped() {
    return dropped.sum();
  }
}
