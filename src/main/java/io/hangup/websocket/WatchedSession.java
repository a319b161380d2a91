package io.hangup.websocket;

import io.hangup.classify.Classifier;
import io.hangup.classify.Client;
import io.hangup.classify.ClientConnection;
import io.hangup.classify.Disconnect;
import io.hangup.classify.Protocol;
import io.hangup.gate.CurrentConnection;
import io.hangup.report.Reporter;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionType;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/** One WebSocket session from its handshake to its end, and the connection it runs on. */
final class WatchedSession implements ClientConnection {
  private final String contextPath;
  private final String peer;
  private final boolean secure;
  private final List<SessionObserver> observers;
  private final Classifier classifier;
  private final Reporter reporter;

  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable SocketWrapperBase<?> socket;
  private volatile @Nullable OpenSession session;
  private volatile @Nullable Disconnect disconnect;

  WatchedSession(
      String contextPath,
      String peer,
      boolean secure,
      List<SessionObserver> observers,
      Classifier classifier,
      Reporter reporter) {
    this.contextPath = contextPath;
    this.peer = peer;
    this.secure = secure;
    this.observers = observers;
    this.classifier = classifier;
    this.reporter = reporter;
  }

  void runsOn(SocketWrapperBase<?> wrapper) {
    socket = wrapper;
  }

  /** Makes this session's connection the thread's current one, until {@link #leave}. */
  @Nullable ClientConnection enter() {
    return CurrentConnection.enter(this);
  }

  void leave(@Nullable ClientConnection outer) {
    CurrentConnection.leave(outer);
    reporter.flush();
  }

  void opened(Session opened, String endpoint) {
    Principal user = opened.getUserPrincipal();
    OpenSession news =
        new OpenSession(
            opened.getId(),
            SessionType.WEBSOCKET,
            contextPath,
            endpoint,
            Map.copyOf(opened.getPathParameters()),
            user == null ? null : user.getName(),
            opened instanceof WsSession tomcats ? tomcats.getHttpSessionId() : null,
            peer,
            Instant.now(),
            opened);
    session = news;
    observers.forEach(observer -> observer.opened(news));
  }

  /**
   * Looks at what Tomcat gives to the endpoint's {@code onError}; reports it after the endpoint.
   */
  @Nullable Disconnect failed(Throwable failure) {
    Disconnect found = classifier.classify(failure, this).orElse(null);
    if (found != null && found.isAttributed() && disconnect == null) {
      disconnect = found;
    }
    return found;
  }

  void report(Disconnect found) {
    reporter.reportLater(found, this);
  }

  /**
   * The session's end, as Tomcat calls the endpoint's {@code onClose}. An end that nobody explained
   * is explained by the failure that Tomcat recorded for the socket, if it did.
   */
  void closing(CloseReason reason) {
    SocketWrapperBase<?> wrapper = socket;
    if (isAbnormal(reason) && disconnect == null && wrapper != null && wrapper.getError() != null) {
      Disconnect found = failed(wrapper.getError());
      if (found != null) {
        report(found);
      }
    }
  }

  /** Drops the session, if it was opened and has not been dropped. */
  void ended(@Nullable CloseReason reason) {
    OpenSession opened = session;
    if (opened == null || !ended.compareAndSet(false, true)) {
      return;
    }
    CloseReason said =
        reason == null ? new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null) : reason;
    DeadSession news =
        new DeadSession(
            opened,
            Instant.now(),
            said.getCloseCode().getCode(),
            Objects.requireNonNullElse(said.getReasonPhrase(), ""),
            disconnect == null && !isAbnormal(said),
            disconnect);
    observers.forEach(observer -> observer.ended(news));
  }

  private static boolean isAbnormal(CloseReason reason) {
    return reason.getCloseCode().getCode() == CloseCodes.CLOSED_ABNORMALLY.getCode();
  }

  @Override
  public boolean recorded(Throwable failure) {
    SocketWrapperBase<?> wrapper = socket;
    return wrapper != null && wrapper.getError() == failure;
  }

  @Override
  public Protocol protocol() {
    return Protocol.WEBSOCKET;
  }

  @Override
  public boolean secure() {
    return secure;
  }

  @Override
  public Client client() {
    OpenSession opened = session;
    return opened == null
        ? new Client(peer, contextPath, null, null, null)
        : new Client(peer, contextPath, opened.endpoint(), opened.id(), opened.openedAt());
  }

  @Override
  public boolean markTold(Disconnect first) {
    return told.compareAndSet(false, true);
  }
}
