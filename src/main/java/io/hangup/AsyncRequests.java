package io.hangup;

import io.hangup.classify.Classifier;
import io.hangup.classify.Disconnect;
import io.hangup.gate.ConnectionFinder;
import io.hangup.gate.SearchBudget;
import io.hangup.internals.TomcatInternals;
import io.hangup.report.Reporter;
import io.hangup.session.PerWebapp;
import io.hangup.session.Webapp;
import io.hangup.websocket.SessionObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose asynchronous processing goes on: neither the application's threads that write
 * to them nor the container's that call their listeners pass the Valve.
 */
final class AsyncRequests {
  static final String ATTRIBUTE = AsyncRequests.class.getName();

  /** Tomcat closes the connection a little before it tells the application, where it does. */
  private static final long UNTIL_FORGOTTEN_NANOS = 400_000_000L;

  private final Map<AsyncRequest, AsyncSession> sessions = new ConcurrentHashMap<>();

  /** Those that came over HTTP/2, by what Tomcat's messages call their streams. */
  private final Map<String, AsyncRequest> byName = new ConcurrentHashMap<>();

  private final PerWebapp<AsyncSession.Settings> settings = new PerWebapp<>();
  private final SearchBudget budget = new SearchBudget();
  private final Classifier classifier;
  private final Reporter reporter;

  AsyncRequests(Classifier classifier, Reporter reporter) {
    this.classifier = classifier;
    this.reporter = reporter;
  }

  /**
   * Remembers {@code request}, which is an asynchronous one, until it ends.
   *
   * @param observers who is told of it as a session
   */
  void watch(Request request, Function<Context, List<SessionObserver>> observers) {
    if (of(request) != null) {
      // It has been dispatched.
      return;
    }
    SocketWrapperBase<?> socket = TomcatInternals.socket(request.getCoyoteRequest());
    if (socket != null) {
      AsyncRequest connection = new AsyncRequest(request, socket);
      request.getCoyoteRequest().setAttribute(ATTRIBUTE, connection);
      Http2Stream stream = connection.stream();
      if (stream != null) {
        byName.put(stream.name(), connection);
      }
      Context context = request.getContext();
      AsyncSession.Settings own =
          new AsyncSession.Settings(
              new Webapp(connection.webapp(), context.getServletContext()),
              observers.apply(context));
      AsyncSession session =
          AsyncSession.open(request, connection, settings.share(connection.webapp(), own));
      sessions.put(connection, session);
      connection.observe(new AsyncActions(connection, session));
    }
  }

  static @Nullable AsyncRequest of(Request request) {
    return request.getCoyoteRequest().getAttribute(ATTRIBUTE) instanceof AsyncRequest found
        ? found
        : null;
  }

  /** Lets go of {@code request}, which has ended after its Valve was stopped. */
  static void leave(Request request) {
    AsyncRequest connection = of(request);
    if (connection != null) {
      connection.end();
    }
  }

  /** Drops the session that {@code connection} was, unless that has been done. */
  void ended(AsyncRequest connection) {
    AsyncSession session = sessions.remove(connection);
    Http2Stream stream = connection.stream();
    if (stream != null) {
      byName.remove(stream.name(), connection);
    }
    connection.ended();
    if (session != null) {
      session.ended();
    }
  }

  /**
   * Drops the sessions that end without Tomcat's telling anybody: it does so where a stream of
   * HTTP/2 is reset between the return of the pipeline and the end of {@code
   * CoyoteAdapter.service}. To be called several times a second, by one thread at a time.
   */
  void check() {
    for (AsyncSession session : sessions.values()) {
      if (session.isGoneFor(UNTIL_FORGOTTEN_NANOS)) {
        explain(session.connection());
        session.forgotten();
        ended(session.connection());
      }
    }
  }

  private void explain(AsyncRequest connection) {
    Disconnect found = connection.told() == null ? connection.explain(classifier) : null;
    if (found != null) {
      reporter.report(found, connection);
    }
  }

  /** Forgets the sessions of a web application that stops: who observes them drops them. */
  void forget(ClassLoader webapp) {
    sessions.values().removeIf(session -> session.isOf(webapp));
    byName.values().removeIf(connection -> connection.webapp() == webapp);
  }

  /**
   * The request whose stream a link of {@code thrown}'s chain names, or whose listeners the current
   * thread, one of the container's, may be calling; null where there is none.
   *
   * @param byThread whether the thread is to be asked; of a stream that is named, it is not
   */
  @Nullable AsyncRequest find(Throwable thrown, boolean byThread) {
    boolean isNamed = false;
    if (!byName.isEmpty()) {
      for (String message : Classifier.ownMessages(thrown)) {
        String name = Http2Stream.nameIn(message);
        AsyncRequest found = name == null ? null : byName.get(name);
        if (found != null) {
          return found;
        }
        isNamed |= name != null;
      }
    }
    return byThread && !isNamed ? AsyncActions.ofThisThread() : null;
  }

  /** The request that recorded a link of {@code thrown}'s chain as its failure, if it is found. */
  @Nullable AsyncRequest search(Throwable thrown) {
    return budget.within(
        sessions.size(), () -> ConnectionFinder.firstRecorded(sessions.keySet(), thrown));
  }
}
