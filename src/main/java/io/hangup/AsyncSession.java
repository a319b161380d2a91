package io.hangup;

import io.hangup.classify.Disconnect;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionType;
import io.hangup.session.Webapp;
import io.hangup.websocket.LiveSession;
import io.hangup.websocket.SessionObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Session;
import org.apache.catalina.connector.Request;
import org.apache.catalina.core.AsyncContextImpl;
import org.apache.catalina.session.StandardManager;
import org.jspecify.annotations.Nullable;

/**
 * A request in asynchronous processing, as a session: from the return of its pipeline to its end,
 * however often it is dispatched in between.
 */
final class AsyncSession implements LiveSession {
  private static final AtomicLong LAST_ID = new AtomicLong();

  private static final AtomicIntegerFieldUpdater<AsyncSession> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(AsyncSession.class, "ended");

  /** RFC 6455 section 7.4.1: what a WebSocket that ended so would have said. */
  private static final int NORMAL_CLOSURE = 1000;

  private static final int CLOSED_ABNORMALLY = 1006;

  /** Where the client is there, it is seldom that Tomcat has forgotten its request. */
  private static final int LOOKS_AT_REQUEST = 4;

  private final OpenSession session;
  private final AsyncRequest connection;
  private final Settings settings;

  /** 1 from then on. */
  @SuppressWarnings("UnusedVariable") // ErrorProne does not see through the updater.
  private volatile int ended;

  /** Why it does not end well, in a word; empty as long as nothing is known against it. */
  private volatile String reason = "";

  /** When the client was first seen gone while the request went on, in nanoseconds. */
  private @Nullable Long goneAt;

  private int looks;

  private AsyncSession(OpenSession session, AsyncRequest connection, Settings settings) {
    this.session = session;
    this.connection = connection;
    this.settings = settings;
  }

  /**
   * What the requests of one web application have in common.
   *
   * @param observers who is told of them as sessions
   */
  record Settings(Webapp webapp, List<SessionObserver> observers) {}

  /** Tells the observers that {@code request} goes on after its pipeline. */
  static AsyncSession open(Request request, AsyncRequest connection, Settings settings) {
    AsyncContextImpl handle = request.getAsyncContextInternal();
    OpenSession news =
        new OpenSession(
            Long.toString(LAST_ID.incrementAndGet()),
            SessionType.ASYNC_REQUEST,
            request.getContext().getPath(),
            request.getRequestURI(),
            Map.of(),
            null,
            httpSessionId(request),
            connection.isGone() ? "" : Objects.requireNonNullElse(connection.peer(), ""),
            Instant.now(),
            handle);
    AsyncSession session = new AsyncSession(news.of(request.getPrincipal()), connection, settings);
    settings.observers.forEach(observer -> observer.opened(session));
    return session;
  }

  /**
   * The id of the HTTP session. To look for one must not be a use of it, and in other managers than
   * Tomcat's standard one it may be, or wait for a store.
   */
  private static @Nullable String httpSessionId(Request request) {
    String requested = request.getRequestedSessionId();
    if (requested != null) {
      if (!(request.getContext().getManager() instanceof StandardManager manager)) {
        return null;
      }
      if (isKnown(manager, requested)) {
        return requested;
      }
    }
    Session created = request.getSessionInternal(false);
    return created == null ? null : created.getIdInternal();
  }

  private static boolean isKnown(StandardManager manager, String id) {
    try {
      return manager.findSession(id) != null;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public OpenSession opening() {
    return session;
  }

  @Override
  public Webapp application() {
    return settings.webapp;
  }

  AsyncRequest connection() {
    return connection;
  }

  boolean isOf(ClassLoader loader) {
    return settings.webapp.loader() == loader;
  }

  /** Whether the client has been gone for {@code nanos}; asked by one thread at a time. */
  boolean isGoneFor(long nanos) {
    Long since = goneAt;
    looks++;
    boolean isGone =
        connection.hasLeft()
            || ((since != null || looks % LOOKS_AT_REQUEST == 0) && !connection.isOpen());
    if (!isGone) {
      goneAt = null;
      return false;
    }
    long now = System.nanoTime();
    if (since == null) {
      goneAt = now;
      return false;
    }
    return now - since > nanos;
  }

  /** Notes that Tomcat has ended the request without telling anybody. */
  void forgotten() {
    reason = reason.isEmpty() ? "forgotten" : reason;
  }

  /** Drops the session, unless that has been done. */
  void ended() {
    if (!ENDED.compareAndSet(this, 0, 1)) {
      return;
    }
    Disconnect disconnect = connection.told();
    boolean wasClean = reason.isEmpty() && disconnect == null;
    DeadSession news =
        new DeadSession(
            session,
            Instant.now(),
            wasClean ? NORMAL_CLOSURE : CLOSED_ABNORMALLY,
            reason,
            wasClean,
            disconnect);
    settings.observers.forEach(observer -> observer.ended(this, news));
  }

  /** Tomcat tells the application that the request took too long. */
  void timedOut() {
    reason = "timed out";
  }

  /** Tomcat takes the request for failed; a timeout that nobody took care of is one, too. */
  void failed() {
    reason = reason.isEmpty() ? "failed" : reason;
  }
}
