package io.hangup.internal.request;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.connection.Rounds;
import io.hangup.internal.delivery.LiveSession;
import io.hangup.internal.delivery.SessionObserver;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionType;
import io.hangup.session.Webapp;
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
final class AsyncSession implements LiveSession, Rounds.Member {
  private static final AtomicLong LAST_ID = new AtomicLong();

  private static final AtomicIntegerFieldUpdater<AsyncSession> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(AsyncSession.class, "ended");

  /** RFC 6455 section 7.4.1: what a WebSocket that ended so would have said. */
  private static final int NORMAL_CLOSURE = 1000;

  private static final int CLOSED_ABNORMALLY = 1006;

  /** How often a new one is looked at before its turn: that is when Tomcat forgets it, if ever. */
  private static final int FIRST_LOOKS = 4;

  /** A stream may be reset in silence, while Tomcat has nothing to do for its request. */
  private static final int TICKS_OF_STREAM = 4;

  private static final long NOT_GONE = -1;

  private final OpenSession session;
  private final AsyncRequest connection;
  private final Settings settings;

  /** 1 from then on. */
  @SuppressWarnings("UnusedVariable") // ErrorProne does not see through the updater.
  private volatile int ended;

  /** How it ends, as far as is known. */
  private volatile End end = End.WELL;

  /** The tick at which it is looked at next, or was; see {@link Rounds}. */
  private volatile int dueAt;

  /** When the client was first seen gone while the request went on, as {@link Rounds#now()}. */
  private long goneAt = NOT_GONE;

  /** How many looks are left of those at a new one. */
  private volatile int looksLeft = FIRST_LOOKS;

  private AsyncSession(OpenSession session, AsyncRequest connection, Settings settings) {
    this.session = session;
    this.connection = connection;
    this.settings = settings;
  }

  /**
   * What the requests of one web application have in common.
   *
   * @param observers who is notified of them as sessions
   * @param keeper who has them looked at
   */
  record Settings(Webapp webapp, List<SessionObserver> observers, Keeper keeper) {}

  /** How a request ends. */
  private enum End {
    WELL(""),
    /** Tomcat notifies the application that it took too long. */
    TIMED_OUT("timed out"),
    /** Tomcat takes it for failed. */
    FAILED("failed"),
    /** Tomcat has ended it without notifying anybody. */
    FORGOTTEN("forgotten");

    /** What registries are notified of, as of a WebSocket's close frame. */
    private final String reason;

    End(String reason) {
      this.reason = reason;
    }
  }

  /** Who has asynchronous requests looked at. */
  interface Keeper {
    /** Has {@code session} looked at by the next tick. */
    void lookSoon(AsyncSession session);

    /** {@code session} has ended, and Tomcat notifies nobody. */
    void forgotten(AsyncSession session);
  }

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

  /** Has it looked at by the next tick: something may be about to happen to it. */
  void lookSoon() {
    settings.keeper.lookSoon(this);
  }

  /** As {@link #lookSoon}, and at some ticks after that: its pipeline has come back. */
  void lookAgain() {
    looksLeft = FIRST_LOOKS;
    lookSoon();
  }

  @Override
  public int look(long now) {
    if (ended != 0) {
      return Rounds.ROUND;
    }
    if (!connection.isGone()) {
      goneAt = NOT_GONE;
      int left = looksLeft - 1;
      looksLeft = Math.max(left, 0);
      return left > 0 ? 1 : connection.stream() == null ? Rounds.ROUND : TICKS_OF_STREAM;
    }
    if (goneAt == NOT_GONE) {
      goneAt = now;
    }
    if (now - goneAt > Rounds.GRACE_NANOS) {
      settings.keeper.forgotten(this);
      return Rounds.ROUND;
    }
    return 1;
  }

  @Override
  public int dueAt() {
    return dueAt;
  }

  @Override
  public void dueAt(int tick) {
    dueAt = tick;
  }

  /** Notes that Tomcat has ended the request without notifying anybody. */
  void forgotten() {
    end = end == End.WELL ? End.FORGOTTEN : end;
  }

  /** Drops the session, unless that has been done. */
  void ended() {
    if (!ENDED.compareAndSet(this, 0, 1)) {
      return;
    }
    Disconnect disconnect = connection.reported();
    boolean wasClean = end == End.WELL && disconnect == null;
    DeadSession news =
        new DeadSession(
            session,
            Instant.now(),
            wasClean ? NORMAL_CLOSURE : CLOSED_ABNORMALLY,
            end.reason,
            wasClean,
            disconnect);
    settings.observers.forEach(observer -> observer.ended(this, news));
  }

  /** Tomcat notifies the application that the request took too long. */
  void timedOut() {
    end = End.TIMED_OUT;
  }

  /** Tomcat takes the request for failed; a timeout that nobody took care of is one, too. */
  void failed() {
    end = end == End.WELL ? End.FAILED : end;
  }
}
