package io.hangup.internal.websocket;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.Finding;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.CurrentConnection;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.connection.Rounds;
import io.hangup.internal.delivery.LiveSession;
import io.hangup.internal.jvm.OwnFailures;
import io.hangup.internal.tomcat.TomcatInternals;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionType;
import io.hangup.session.Webapp;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.InstanceManager;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/** One WebSocket session from its handshake to its end, and the connection it runs on. */
final class WatchedSession extends Milestones implements TrackedSession, LiveSession {
  private static final CloseReason NO_GOOD_BYE =
      new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null);

  private static final String FORGOTTEN = "Tomcat closed the socket after a send";
  private static final String UNANSWERED = "A ping was not answered";

  private final SessionSettings settings;
  private final CharSequence peer;
  private final boolean secure;
  private final SessionSocket socket = new SessionSocket();
  private volatile @Nullable OpenSession session;
  private volatile @Nullable Pinger pinger;
  private @Nullable FrameTimes frames;

  /** The tick at which it is looked at next, or was; see {@link Rounds}. */
  private volatile int dueAt;

  /** Whether it has been sent to since it was looked at. */
  private volatile boolean sentTo;

  private volatile @Nullable Disconnect disconnect;

  /** Its last loss, for a sender on another thread; null before that. */
  private volatile InterruptedSends.@Nullable Entry loss;

  /** The close reason that Tomcat gave to {@code onClose}; 1006 until then. */
  private volatile CloseReason closeReason = NO_GOOD_BYE;

  WatchedSession(SessionSettings settings, CharSequence peer, boolean secure) {
    this.settings = settings;
    this.peer = peer;
    this.secure = secure;
  }

  void runsOn(SocketWrapperBase<?> wrapper) {
    socket.runsOn(wrapper);
  }

  /** Makes this session's connection the thread's current one, until {@link #leave}. */
  @Nullable ClientConnection enter() {
    return CurrentConnection.enter(this);
  }

  void leave(@Nullable ClientConnection outer) {
    CurrentConnection.leave(outer);
    OwnFailures.guard(watch().reporter()::flush);
  }

  @Override
  public void within(Runnable work) {
    ClientConnection outer = enter();
    try {
      work.run();
    } finally {
      leave(outer);
    }
  }

  void opened(Session opened, String endpoint) {
    OpenSession news =
        new OpenSession(
            opened.getId(),
            SessionType.WEBSOCKET,
            settings.contextPath(),
            endpoint,
            pathParameters(opened),
            null,
            opened instanceof WsSession wsSession ? wsSession.getHttpSessionId() : null,
            peer,
            Instant.now(),
            opened);
    session = news.of(opened.getUserPrincipal());
    watch().add(this);
    settings.observers().forEach(observer -> observer.opened(this));
  }

  private SessionWatch watch() {
    return settings.watch();
  }

  @Override
  public OpenSession opening() {
    return Objects.requireNonNull(session, "not open yet");
  }

  @Override
  public Webapp application() {
    return settings.webapp();
  }

  /** What creates, injects and destroys endpoints; null where nothing does. */
  @Nullable InstanceManager instances() {
    return settings.instances();
  }

  /** Whoever upgrades a request by himself gives them, null among them. */
  private static Map<String, String> pathParameters(Session opened) {
    Map<String, String> given = opened.getPathParameters();
    if (given == null) {
      return Map.of();
    }
    for (Map.Entry<String, String> each : given.entrySet()) {
      if (each.getKey() == null || each.getValue() == null) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(given));
      }
    }
    return Map.copyOf(given);
  }

  @Override
  public @Nullable WsSession wsSession() {
    OpenSession opened = session;
    return opened != null && opened.handle() instanceof WsSession wsSession ? wsSession : null;
  }

  /** The session's frames as they are to be looked at, with times where its client is pinged. */
  Transformation watching(@Nullable Transformation extensions) {
    if (settings.upkeep().pings()) {
      frames = new FrameTimes(this, extensions);
      return frames;
    }
    return new WatchedFrames(this, extensions);
  }

  @Override
  public void sending() {
    if (!sentTo) {
      sentTo = true;
      lookSoon();
    }
  }

  @Override
  public void lookSoon() {
    watch().rounds().soon(this);
  }

  @Override
  public int dueAt() {
    return dueAt;
  }

  @Override
  public void dueAt(int tick) {
    dueAt = tick;
  }

  /** The application has been notified of the session: from now on its client is read from. */
  void startHeartbeat() {
    pass(Milestone.OPENED);
    WsSession wsSession = wsSession();
    FrameTimes times = frames;
    if (times != null && wsSession != null) {
      pinger = new Pinger(this, wsSession, times, settings.upkeep(), watch());
      lookSoon();
    }
  }

  /** The session that {@code failure} has been noted for; this one where that is not so. */
  TrackedSession notedFor(Throwable failure) {
    TrackedSession noted = watch().find(failure);
    return noted == null ? this : noted;
  }

  /** The session whose socket has recorded {@code failure}; null where none has been found. */
  @Nullable TrackedSession searchedFor(Throwable failure) {
    TrackedSession recorded = watch().searchSession(failure);
    // Who has ended meanwhile has left its note before it went.
    return recorded == null && FailureOwners.of(failure) instanceof TrackedSession noted
        ? noted
        : recorded;
  }

  @Override
  public @Nullable Disconnect explain(Throwable failure) {
    Disconnect found =
        watch().classifier().find(failure, this).map(Finding::disconnect).orElse(null);
    if (found != null && found.isAttributed()) {
      noteFailure(failure);
      if (disconnect == null) {
        disconnect = found;
      }
    }
    return found;
  }

  /** The endpoint could not open the session, and Tomcat closes it. */
  void notOpened(Throwable failure) {
    explain(failure);
    ended();
    endedPolitely();
  }

  /** Whether the session has ended without a good-bye. */
  boolean isLost() {
    return isAbnormal(closeReason);
  }

  /** The session whose failure this is, though nobody recorded it; null where that is not known. */
  @Nullable TrackedSession endedWithin(Throwable failure) {
    return watch().sessionEndedWithin(failure);
  }

  @Override
  public void report(Disconnect found) {
    watch().reporter().report(found, this);
  }

  @Override
  public void onConnectionLost() {
    WsSession wsSession = wsSession();
    if (wsSession != null) {
      boolean sending = TomcatInternals.isSending(wsSession);
      boolean isFirst = pass(Milestone.LOST);
      if (sending ? pass(Milestone.LOST_SENDING) : isFirst) {
        seenLoss();
        loss = watch().interrupted().add(this, sending);
      }
    }
  }

  @Override
  public void seenLoss() {
    InterruptedSends.Entry known = loss;
    if (known != null) {
      known.forget();
    }
  }

  @Override
  public void onReadFailed() {
    watch().inOnError();
    onConnectionLost();
  }

  /** Tomcat ends the session, and not because the client has gone. */
  void onProtocolViolation() {
    watch().interrupted().onProtocolViolation();
  }

  @Override
  public void recordFailure(Throwable failure) {
    socket.recordFailure(failure);
    noteFailure(failure);
  }

  /** Notes that {@code failure} is this session's, for whoever is given it next. */
  private void noteFailure(@Nullable Throwable failure) {
    FailureOwners.note(failure, socket.wrapper(), this);
  }

  @Override
  public boolean isFailedUnreported() {
    return socket.failure() != null && isUnreported();
  }

  @Override
  public boolean isClosedUnreported() {
    return socket.isClosed() && isUnreported();
  }

  private boolean isUnreported() {
    return !isReported() && !has(Milestone.ENDED);
  }

  /**
   * The session's end, as Tomcat calls the endpoint's {@code onClose}. An end that nobody explained
   * is explained by the failure that Tomcat recorded for the socket, if it did.
   */
  void closing(CloseReason reason) {
    pass(Milestone.CLOSING);
    closeReason = reason;
    if (isAbnormal(reason) && !isNotOpened()) {
      onConnectionLost();
      reportRecorded();
    } else {
      endedPolitely();
    }
  }

  /** Whether the endpoint's {@code onOpen} has failed, and not because a send in it has. */
  private boolean isNotOpened() {
    return !has(Milestone.OPENED) && socket.failure() == null && !LastEndedSession.isSending();
  }

  /**
   * One side has said good-bye, and nothing had failed before: whatever fails from now on is no
   * hang-up.
   */
  void endedPolitely() {
    if (disconnect == null) {
      pass(Milestone.PARTED);
      pass(Milestone.TOLD);
    }
  }

  /** Reports the failure that Tomcat recorded for the socket, if nothing explains the end yet. */
  void reportRecorded() {
    Throwable failure = socket.failure();
    if (disconnect == null && failure != null) {
      Disconnect found = explain(failure);
      if (found != null) {
        // First: who sends to it may learn in this moment that Tomcat has closed it.
        onConnectionLost();
        report(found);
      }
    }
  }

  /**
   * Looks for an end that nobody reports: where an asynchronous send fails or times out, {@code
   * WsRemoteEndpointImplServer} closes the socket and forgets the session; and a client whose
   * network has vanished says nothing.
   */
  @Override
  public int look(long now) {
    SocketWrapperBase<?> wrapper = socket.wrapper();
    WsSession wsSession = wsSession();
    if (wsSession == null || wrapper == null || has(Milestone.CLOSING) || has(Milestone.ENDED)) {
      return Rounds.ROUND;
    }
    boolean isInUse = sentTo;
    sentTo = false;
    if (isReporting()) {
      socket.isInUse();
      return 1;
    }
    if (has(Milestone.LET_GO) || socket.isClosed()) {
      noteFailure(socket.failure());
      if (socket.isForgotten()) {
        forgotten();
      }
      return 1;
    }
    Pinger pinging = pinger;
    if (pinging != null && pinging.isLost(wrapper, now)) {
      giveUp();
    }
    if (isInUse || TomcatInternals.isSending(wsSession)) {
      return 1;
    }
    return pinging == null ? Rounds.ROUND : pinging.ticks(now);
  }

  /**
   * Tomcat has let go of the connection. If it has not begun to notify the endpoint of the end by
   * now, it will not; but where another thread is just about to, only that one knows how it ended.
   */
  void destroyed() {
    if (has(Milestone.CLOSING) || session == null) {
      ended();
    } else if (socket.failure() != null && !isReporting()) {
      forgotten();
    } else {
      pass(Milestone.LET_GO);
      lookSoon();
    }
  }

  private void forgotten() {
    explainForgotten();
    ended();
    if (settings.upkeep().closeForgotten()) {
      close(CloseCodes.CLOSED_ABNORMALLY, FORGOTTEN);
    }
  }

  private void giveUp() {
    Disconnect lost =
        Classifier.withoutThrowable(
            this,
            Kind.HEARTBEAT_LOST,
            Phase.IDLE,
            "nothing was read for ["
                + settings.upkeep().pingTimeout().toSeconds()
                + "] s after a ping, and ["
                + settings.upkeep().pingInterval().toSeconds()
                + "] s before it");
    disconnect = lost;
    report(lost);
    ended();
    // As WsSession.checkExpiration does it, but without waiting for the client's answer.
    close(CloseCodes.GOING_AWAY, UNANSWERED);
  }

  /**
   * Has Tomcat close the session, on a thread where it may block.
   *
   * @param sent the reason that the client gets, if any; the application gets 1006
   */
  private void close(CloseCodes sent, String why) {
    WsSession wsSession = wsSession();
    if (wsSession != null) {
      CloseReason reported = new CloseReason(CloseCodes.CLOSED_ABNORMALLY, why);
      watch()
          .mayBlock()
          .execute(
              () -> within(() -> wsSession.doClose(new CloseReason(sent, why), reported, true)));
    }
  }

  private void explainForgotten() {
    reportRecorded();
    if (isClosedByServer()) {
      endedPolitely();
    } else if (disconnect == null) {
      Kind kind = TimedOutSend.isOf(wsSession()) ? Kind.STALLED : Kind.ABORTED;
      Disconnect found = Classifier.withoutThrowable(this, kind, Phase.WRITE, FORGOTTEN);
      disconnect = found;
      if (kind == Kind.STALLED) {
        watch().expired(this);
      }
      report(found);
    }
  }

  /** Drops the session, if it was opened and has not been dropped. */
  void ended() {
    OpenSession opened = session;
    if (opened == null || !pass(Milestone.ENDED)) {
      return;
    }
    CloseReason said = closeReason;
    DeadSession news =
        new DeadSession(
            opened,
            Instant.now(),
            said.getCloseCode().getCode(),
            Objects.requireNonNullElse(said.getReasonPhrase(), ""),
            disconnect == null && !isAbnormal(said) && !has(Milestone.GOOD_BYE_FAILED),
            disconnect);
    watch().remove(this);
    if (disconnect != null) {
      watch().lost(opened.id(), this);
    }
    settings.observers().forEach(observer -> observer.ended(this, news));
  }

  private static boolean isAbnormal(CloseReason reason) {
    return reason.getCloseCode().getCode() == CloseCodes.CLOSED_ABNORMALLY.getCode();
  }

  @Override
  public boolean isDisconnected() {
    return isReported() || disconnect != null || (socket.failure() != null && !isClosedByServer());
  }

  @Override
  public boolean isClosedByServer() {
    return disconnect == null && (has(Milestone.PARTED) || socket.isClosedByServer());
  }

  @Override
  public boolean isStopped() {
    return disconnect == null && socket.isStoppedUnhurt();
  }

  @Override
  public boolean recorded(Throwable failure) {
    return socket.failedWith(failure);
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
  public ClassLoader webappLoader() {
    return settings.webapp().loader();
  }

  @Override
  public Client client() {
    OpenSession opened = session;
    String known = peer.length() == 0 ? null : peer.toString();
    return opened == null
        ? new Client(known, settings.contextPath(), null, null, null)
        : new Client(
            known, settings.contextPath(), opened.endpoint(), opened.id(), opened.openedAt());
  }

  @Override
  public Disconnect known(Disconnect found) {
    Disconnect first = disconnect;
    return first == null ? found : first;
  }

  @Override
  public Disconnect first(Disconnect later) {
    Disconnect first = disconnect;
    if (first == null) {
      disconnect = later;
      return later;
    }
    return later.from() == null ? first : first.from(later.from());
  }

  @Override
  public boolean isReported() {
    return has(Milestone.TOLD);
  }

  @Override
  public boolean markReported(Disconnect first) {
    noteFailure(first.thrown());
    return pass(Milestone.TOLD);
  }
}
