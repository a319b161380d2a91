package io.hangup.internal.request;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.connection.ConnectionFinder;
import io.hangup.internal.connection.Rounds;
import io.hangup.internal.connection.SearchBudget;
import io.hangup.internal.delivery.SessionObserver;
import io.hangup.internal.jvm.PerWebapp;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.tomcat.TomcatInternals;
import io.hangup.session.Webapp;
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
public final class AsyncRequests implements AsyncSession.Keeper {
  private final Map<AsyncRequest, AsyncSession> sessions = new ConcurrentHashMap<>();

  /** Those that came over HTTP/2, by what Tomcat's messages call their streams. */
  private final Map<String, AsyncRequest> byName = new ConcurrentHashMap<>();

  private final Rounds rounds = new Rounds(sessions.values());
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
   * @param observers who is notified of it as a session
   */
  void watch(Request request, Function<Context, List<SessionObserver>> observers) {
    AsyncRequest known = AsyncRequest.of(request);
    if (known != null) {
      // It has been dispatched.
      lookAgain(known);
      return;
    }
    SocketWrapperBase<?> socket = TomcatInternals.socket(request.getCoyoteRequest());
    if (socket != null) {
      AsyncRequest connection = new AsyncRequest(request, socket);
      request.getCoyoteRequest().setAttribute(AsyncRequest.ATTRIBUTE, connection);
      Http2Stream stream = connection.stream();
      if (stream != null) {
        byName.put(stream.name(), connection);
      }
      Context context = request.getContext();
      AsyncSession.Settings own =
          new AsyncSession.Settings(
              new Webapp(connection.webappLoader(), context.getServletContext()),
              observers.apply(context),
              this);
      AsyncSession session =
          AsyncSession.open(request, connection, settings.share(connection.webappLoader(), own));
      sessions.put(connection, session);
      session.lookSoon();
      connection.observe(new AsyncActions(session), session);
    }
  }

  private void lookAgain(AsyncRequest connection) {
    AsyncSession session = sessions.get(connection);
    if (session != null) {
      session.lookAgain();
    }
  }

  /** Lets go of {@code request}, which has ended after its Valve was stopped. */
  public static void leave(Request request) {
    AsyncRequest connection = AsyncRequest.of(request);
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
   * Looks for the sessions that end without Tomcat's notifying anybody: it does so where a stream
   * of HTTP/2 is reset between the return of the pipeline and the end of {@code
   * CoyoteAdapter.service}. To be called once a tick of {@link Rounds}, by one thread at a time.
   */
  void check() {
    rounds.go(System.nanoTime());
  }

  @Override
  public void lookSoon(AsyncSession session) {
    rounds.soon(session);
  }

  @Override
  public void forgotten(AsyncSession session) {
    explain(session.connection());
    session.forgotten();
    ended(session.connection());
  }

  private void explain(AsyncRequest connection) {
    Disconnect found = connection.reported() == null ? connection.explain(classifier) : null;
    if (found != null) {
      reporter.report(found, connection);
    }
  }

  /** Forgets the sessions of a web application that stops: who observes them drops them. */
  void forget(ClassLoader webapp) {
    sessions.values().removeIf(session -> session.isOf(webapp));
    byName.values().removeIf(connection -> connection.webappLoader() == webapp);
  }

  /**
   * The request whose stream a link of {@code thrown}'s chain names, or whose listeners the current
   * thread, one of the container's, may be calling; null where there is none.
   *
   * @param byThread whether the thread is to be asked; of a stream that is named, it is not
   */
  @Nullable AsyncRequest find(Throwable thrown, boolean byThread) {
    String name = streamIn(thrown);
    if (name != null) {
      return byName.get(name);
    }
    return byThread ? AsyncActions.ofThisThread() : null;
  }

  /** What the stream is called that Tomcat's own failures in the chain are about, if they are. */
  private static @Nullable String streamIn(Throwable thrown) {
    for (String message : Classifier.ownMessages(thrown)) {
      String name = Http2Stream.nameIn(message);
      if (name != null) {
        return name;
      }
    }
    return null;
  }

  /** The request that recorded a link of {@code thrown}'s chain as its failure, if it is found. */
  @Nullable AsyncRequest search(Throwable thrown) {
    // Who is named, and was not found by that, has ended.
    return streamIn(thrown) != null
        ? null
        : budget.within(
            sessions.size(), () -> ConnectionFinder.firstRecorded(sessions.keySet(), thrown));
  }
}
