package io.hangup.internal.websocket;

import io.hangup.internal.delivery.SessionObserver;
import io.hangup.internal.jvm.PerWebapp;
import io.hangup.internal.tomcat.Peer;
import io.hangup.session.Webapp;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;

/**
 * The application's view of a request that asks for another protocol. It differs from the original
 * in one answer: where Tomcat asks for its WebSockets' upgrade handler, it gets one that is
 * watched.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
final class WatchedUpgradeRequest extends HttpServletRequestWrapper {
  private final Request request;
  private final SessionWatch watch;
  private final PerWebapp<SessionSettings> shared;
  private final List<SessionObserver> observers = new ArrayList<>(2);
  private Upkeep upkeep = Upkeep.NONE;

  /**
   * @param shared the settings that other sessions have already
   */
  WatchedUpgradeRequest(Request request, SessionWatch watch, PerWebapp<SessionSettings> shared) {
    super(request.getRequest());
    this.request = request;
    this.watch = watch;
    this.shared = shared;
  }

  void add(SessionObserver observer, Upkeep inner) {
    observers.add(observer);
    upkeep = inner.within(upkeep);
  }

  /** Without its type variable, whose bound the transformer for Tomcat 9 does not rename. */
  @Override
  public HttpUpgradeHandler upgrade(Class handlerClass) throws IOException, ServletException {
    if (handlerClass != WsHttpUpgradeHandler.class) {
      HttpUpgradeHandler applications = super.upgrade(handlerClass);
      if (!(applications instanceof InternalHttpUpgradeHandler)) {
        watch.upgrades().watch(request, applications);
      }
      return applications;
    }
    WatchedUpgradeHandler handler = super.upgrade(WatchedUpgradeHandler.class);
    CharSequence peer = Objects.requireNonNullElse(Peer.of(request), "");
    handler.watch(new WatchedSession(settings(), peer, request.isSecure()));
    return handler;
  }

  /** Those of the session, and what writes its end to the access logs, if that is wanted. */
  private List<SessionObserver> sessionObservers() {
    if (!upkeep.accessLog()) {
      return List.copyOf(observers);
    }
    List<SessionObserver> all = new ArrayList<>(observers);
    all.add(SessionAccessLog.of(request));
    return List.copyOf(all);
  }

  private SessionSettings settings() {
    Context context = request.getContext();
    Webapp webapp = new Webapp(context.getLoader().getClassLoader(), context.getServletContext());
    return shared.share(
        webapp.loader(),
        new SessionSettings(
            context.getPath(),
            webapp,
            context.getInstanceManager(),
            sessionObservers(),
            upkeep,
            watch));
  }
}
