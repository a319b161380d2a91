package io.hangup;

import io.hangup.classify.Classifier;
import io.hangup.classify.Disconnect;
import io.hangup.gate.ConnectionFinder;
import io.hangup.internals.TomcatInternals;
import io.hangup.report.Reporter;
import io.hangup.report.WeakIdentitySet;
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

  /** As long as the request holds them, which it does until it is recycled. */
  private final WeakIdentitySet<AsyncConnection> connections = new WeakIdentitySet<>();

  private final Map<AsyncConnection, AsyncSession> sessions = new ConcurrentHashMap<>();
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
      AsyncConnection connection = new AsyncConnection(request, socket);
      request.getCoyoteRequest().setAttribute(ATTRIBUTE, connection);
      connections.add(connection);
      Context context = request.getContext();
      sessions.put(connection, AsyncSession.open(request, connection, observers.apply(context)));
    }
  }

  static @Nullable AsyncConnection of(Request request) {
    return request.getCoyoteRequest().getAttribute(ATTRIBUTE) instanceof AsyncConnection found
        ? found
        : null;
  }

  /** Drops the session that {@code connection} was, unless that has been done. */
  void ended(AsyncConnection connection) {
    AsyncSession session = sessions.remove(connection);
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

  private void explain(AsyncConnection connection) {
    Disconnect found = connection.told() == null ? connection.explain(classifier) : null;
    if (found != null) {
      reporter.report(found, connection);
    }
  }

  /** Forgets the sessions of a web application that stops: who observes them drops them. */
  void forget(ClassLoader webapp) {
    sessions.values().removeIf(session -> session.isOf(webapp));
  }

  /**
   * The request that recorded a link of {@code thrown}'s chain as its failure, or whose stream a
   * link names, or for which the current thread works; null where there is none.
   *
   * @param byThread whether the thread is to be asked
   */
  @Nullable AsyncConnection find(Throwable thrown, boolean byThread) {
    AsyncConnection recorded =
        ConnectionFinder.firstInChain(
            thrown, failure -> connections.find(each -> each.recorded(failure)));
    if (recorded != null) {
      return recorded;
    }
    // Once for all of them: there may be thousands, and nearly no failure names one.
    List<String> messages = Classifier.ownMessages(thrown);
    AsyncConnection named =
        messages.isEmpty()
            ? null
            : connections.find(each -> messages.stream().anyMatch(each::isNamedIn));
    return named != null || !byThread ? named : connections.find(AsyncConnection::isOfThisThread);
  }
}
