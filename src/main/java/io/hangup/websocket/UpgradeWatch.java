package io.hangup.websocket;

import io.hangup.classify.Classifier;
import io.hangup.report.Reporter;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/** Finds the requests that may become a WebSocket, and sees to it that their session is watched. */
public final class UpgradeWatch {
  private final Classifier classifier;
  private final Reporter reporter;

  public UpgradeWatch(Classifier classifier, Reporter reporter) {
    this.classifier = classifier;
    this.reporter = reporter;
  }

  /** Whether {@code request} asks for a WebSocket, as {@code UpgradeUtil} will find. */
  public static boolean isUpgrade(Request request) {
    String upgrade = request.getHeader("upgrade");
    return upgrade != null && upgrade.toLowerCase(java.util.Locale.ROOT).contains("websocket");
  }

  /**
   * Has {@code observer} told of the session that {@code request} opens, if it opens one. Several
   * observers of one request are told in the order in which they asked.
   */
  public void watch(Request request, SessionObserver observer) {
    WatchingRequest watching = watching(request.getRequest());
    if (watching == null) {
      watching = new WatchingRequest(request, classifier, reporter);
      request.setRequest(watching);
    }
    watching.add(observer);
  }

  /** Whether somebody observes {@code request} already. */
  public static boolean isWatched(Request request) {
    return watching(request.getRequest()) != null;
  }

  private static @Nullable WatchingRequest watching(HttpServletRequest request) {
    return request instanceof WatchingRequest watching ? watching : null;
  }
}
