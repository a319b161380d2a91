package io.hangup.websocket;

import io.hangup.classify.Classifier;
import io.hangup.gate.ConnectionFinder;
import io.hangup.report.Reporter;
import io.hangup.report.WeakIdentitySet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/** Finds the requests that may become a WebSocket, and knows the sessions that they became. */
public final class SessionWatch implements ConnectionFinder {
  private final Classifier classifier;
  private final Reporter reporter;

  /** As long as somebody else holds them: a session's failure may be logged after its end. */
  private final WeakIdentitySet<WatchedSession> sessions = new WeakIdentitySet<>();

  public SessionWatch(Classifier classifier, Reporter reporter) {
    this.classifier = classifier;
    this.reporter = reporter;
  }

  /** Whether {@code request} asks for a WebSocket, as Tomcat's {@code UpgradeUtil} sees it. */
  public static boolean isUpgrade(Request request) {
    return hasToken(request, "upgrade", "websocket") && hasToken(request, "connection", "upgrade");
  }

  private static boolean hasToken(Request request, String header, String token) {
    String value = request.getHeader(header);
    return value != null && value.toLowerCase(Locale.ROOT).contains(token);
  }

  /**
   * Has {@code observer} told of the session that {@code request} opens, if it opens one. Several
   * observers of one request are told in the order in which they asked.
   */
  public void watch(Request request, SessionObserver observer) {
    WatchingRequest watching = watching(request);
    if (watching == null) {
      watching = new WatchingRequest(request, this);
      request.setRequest(watching);
    }
    watching.add(observer);
  }

  /** Whether somebody observes {@code request} already. */
  public static boolean isWatched(Request request) {
    return watching(request) != null;
  }

  /** Other Valves may have put wrappers of theirs around ours. */
  private static @Nullable WatchingRequest watching(Request request) {
    ServletRequest each = request.getRequest();
    while (each instanceof ServletRequestWrapper wrapper) {
      if (wrapper instanceof WatchingRequest watching) {
        return watching;
      }
      each = wrapper.getRequest();
    }
    return null;
  }

  void add(WatchedSession session) {
    sessions.add(session);
  }

  @Override
  public @Nullable WatchedSession find(Throwable thrown) {
    return ConnectionFinder.firstInChain(
        thrown, failure -> sessions.find(session -> session.recorded(failure)));
  }

  @Override
  public @Nullable WatchedSession endedWithin(Throwable thrown) {
    return EndedWithin.find(thrown);
  }

  Classifier classifier() {
    return classifier;
  }

  Reporter reporter() {
    return reporter;
  }
}
