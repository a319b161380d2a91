package io.hangup;

import io.hangup.classify.Disconnect;
import io.hangup.internals.Peer;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionType;
import io.hangup.session.Webapp;
import io.hangup.websocket.SessionObserver;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
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
final class AsyncSession implements AsyncListener {
  private static final AtomicLong LAST_ID = new AtomicLong();

  /** RFC 6455 section 7.4.1: what a WebSocket that ended so would have said. */
  private static final int NORMAL_CLOSURE = 1000;

  private static final int CLOSED_ABNORMALLY = 1006;

  /** Where the client is there, it is seldom that Tomcat has forgotten its request. */
  private static final int LOOKS_AT_REQUEST = 4;

  private final OpenSession session;
  private final AsyncConnection connection;
  private final Webapp webapp;
  private final List<SessionObserver> observers;
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Why it does not end well, in a word; empty as long as nothing is known against it. */
  private volatile String reason = "";

  /** When the client was first seen gone while the request went on, in nanoseconds. */
  private @Nullable Long goneAt;

  private int looks;

  private AsyncSession(
      OpenSession session,
      AsyncConnection connection,
      Webapp webapp,
      List<SessionObserver> observers) {
    this.session = session;
    this.connection = connection;
    this.webapp = webapp;
    this.observers = observers;
  }

  /** Tells {@code observers} that {@code request} goes on after its pipeline. */
  static AsyncSession open(
      Request request, AsyncConnection connection, List<SessionObserver> observers) {
    AsyncContextImpl handle = request.getAsyncContextInternal();
    OpenSession news =
        new OpenSession(
            Long.toString(LAST_ID.incrementAndGet()),
            SessionType.ASYNC_REQUEST,
            request.getContext().getPath(),
            request.getRequestURI(),
            Map.of(),
            request.getRemoteUser(),
            httpSessionId(request),
            connection.isGone() ? "" : Objects.requireNonNullElse(Peer.of(request), ""),
            Instant.now(),
            handle);
    Webapp webapp = new Webapp(connection.webapp(), request.getContext().getServletContext());
    AsyncSession session = new AsyncSession(news, connection, webapp, observers);
    if (connection.stream() != null) {
      handle.addListener(session);
    }
    observers.forEach(observer -> observer.opened(news, webapp));
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

  AsyncConnection connection() {
    return connection;
  }

  boolean isOf(ClassLoader loader) {
    return webapp.loader() == loader;
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
    if (!ended.compareAndSet(false, true)) {
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
    observers.forEach(observer -> observer.ended(news));
  }

  /** Tomcat tells the application that the request took too long. */
  void timedOut() {
    reason = "timed out";
  }

  /** Tomcat takes the request for failed; a timeout that nobody took care of is one, too. */
  void failed() {
    reason = reason.isEmpty() ? "failed" : reason;
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    timedOut();
  }

  @Override
  public void onError(AsyncEvent event) {
    failed();
  }

  /**
   * A dispatch has started asynchronous processing anew, and Tomcat has forgotten its listeners.
   */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }

  /** Nothing yet: what becomes of the rest of the response is not known. */
  @Override
  public void onComplete(AsyncEvent event) {}
}
