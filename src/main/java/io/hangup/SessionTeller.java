package io.hangup;

import io.hangup.session.DeadSession;
import io.hangup.session.Deadline;
import io.hangup.session.OpenSession;
import io.hangup.session.Registries;
import io.hangup.session.SessionRegistry;
import io.hangup.session.Webapp;
import io.hangup.websocket.SessionObserver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.apache.juli.logging.LogFactory;

/**
 * Tells a set of registries of sessions, and keeps the books: opened = dropped + live. Sessions
 * that are live when it closes, or when their web application stops, are dropped then: nobody would
 * tell of their end.
 */
final class SessionTeller implements SessionObserver {
  /** RFC 6455 section 7.4.1: an endpoint is going away, such as a server going down. */
  private static final int GOING_AWAY = 1001;

  private final Registries registries;
  private final Map<Object, Live> live = new ConcurrentHashMap<>();
  private final LongAdder opened = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  private record Live(OpenSession session, Webapp webapp) {}

  SessionTeller(List<SessionRegistry> registries, ClassLoader loader, LongAdder failures) {
    this.registries =
        new Registries(registries, loader, LogFactory.getLog(Registries.class), failures);
  }

  @Override
  public void opened(OpenSession session, Webapp webapp) {
    live.put(session.handle(), new Live(session, webapp));
    opened.increment();
    registries.opened(session, webapp);
  }

  @Override
  public void ended(DeadSession session) {
    Live known = live.remove(session.session().handle());
    if (known != null) {
      dropped.increment();
      registries.drop(session, known.webapp);
    }
  }

  /**
   * Drops what is live in {@code webapp}, which stops, and has the registries know of it before its
   * class loader stops too.
   */
  void stopping(ClassLoader webapp, Deadline deadline) {
    if (dropIf(each -> each.webapp.loader() == webapp, "The web application stopped")) {
      registries.await(deadline);
    }
  }

  void close(Deadline deadline) {
    dropIf(each -> true, "Hangup stopped");
    registries.close(deadline);
  }

  private boolean dropIf(Predicate<Live> condition, String reason) {
    boolean any = false;
    for (Live each : live.values()) {
      if (condition.test(each)) {
        any = true;
        ended(new DeadSession(each.session, Instant.now(), GOING_AWAY, reason, false, null));
      }
    }
    return any;
  }

  /** The registries that are told. */
  Registries registries() {
    return registries;
  }

  String summary() {
    return "sessions opened [" + opened + "], dropped [" + dropped + "]";
  }
}
