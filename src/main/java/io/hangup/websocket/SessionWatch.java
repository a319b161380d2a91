package io.hangup.websocket;

import io.hangup.classify.Classifier;
import io.hangup.classify.ClientConnection;
import io.hangup.classify.Failure;
import io.hangup.gate.ConnectionFinder;
import io.hangup.internals.Internal;
import io.hangup.report.Reporter;
import io.hangup.report.WeakIdentitySet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.EOFException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/** Finds the requests that may become a WebSocket, and knows the sessions that they became. */
public final class SessionWatch implements ConnectionFinder {
  private static final String READER = "org.apache.tomcat.websocket.server.WsHttpUpgradeHandler";

  private static final boolean AVAILABLE = Internal.canWatchSessions();

  private final Classifier classifier;
  private final Reporter reporter;
  private final Executor mayBlock;
  private final CutShort cutShort = new CutShort();
  private final Upgrades upgrades;

  /** The line of {@code upgradeDispatch} that calls {@code onError}; 0 until it was seen. */
  private volatile int onErrorLine;

  /** As long as somebody else holds them: a session's failure may be logged after its end. */
  private final WeakIdentitySet<WatchedSession> sessions = new WeakIdentitySet<>();

  /**
   * @param mayBlock runs what may wait for a client, each on a thread of its own
   */
  public SessionWatch(Classifier classifier, Reporter reporter, Executor mayBlock) {
    this.mayBlock = mayBlock;
    this.classifier = classifier;
    this.reporter = reporter;
    upgrades = new Upgrades(classifier, reporter);
  }

  /**
   * Whether {@code request} asks for a WebSocket, as Tomcat's {@code UpgradeUtil} sees it, or for
   * another protocol that an application may speak. To HTTP/2 Tomcat upgrades by itself.
   */
  public static boolean isUpgrade(Request request) {
    return AVAILABLE
        && request.getHeader("upgrade") != null
        && !hasToken(request, "upgrade", "h2c")
        && hasToken(request, "connection", "upgrade");
  }

  private static boolean hasToken(Request request, String header, String token) {
    String value = request.getHeader(header);
    return value != null && value.toLowerCase(Locale.ROOT).contains(token);
  }

  /**
   * Has {@code observer} told of the session that {@code request} opens, if it opens one. Several
   * observers of one request are told in the order in which they asked.
   *
   * @param upkeep how the session is looked after; of several, the last one that says something
   */
  public void watch(Request request, SessionObserver observer, Upkeep upkeep) {
    WatchingRequest watching = watching(request);
    if (watching == null) {
      watching = new WatchingRequest(request, this);
      request.setRequest(watching);
    }
    watching.add(observer, upkeep);
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
  public @Nullable ClientConnection find(Throwable thrown) {
    WatchedSession session = session(thrown);
    return session != null ? session : upgrades.find(thrown);
  }

  /** The session whose socket failed with it, or whose sender was told so when it was closed. */
  @Nullable WatchedSession session(Throwable thrown) {
    WatchedSession recorded =
        ConnectionFinder.firstInChain(
            thrown, failure -> sessions.find(session -> session.recorded(failure)));
    return recorded != null ? recorded : pushedOut(thrown);
  }

  /**
   * The session whose sender was given an {@link EOFException} because the reader had to close the
   * connection ({@code WsHttpUpgradeHandler.close}). The reader does so as well when the client has
   * broken the protocol, which is no hang-up; but only where reading has failed it calls {@code
   * onError} first, a few lines before.
   */
  private @Nullable WatchedSession pushedOut(Throwable thrown) {
    Throwable root = Failure.root(thrown);
    if (!(root instanceof EOFException)) {
      return null;
    }
    List<StackTraceElement> frames = Failure.of(root).frames();
    if (frames.size() < 2 || !isReaders(frames.get(0), "close") || !isAfterOnError(frames.get(1))) {
      return null;
    }
    WatchedSession lost = cutShort.takeJustLost();
    if (lost != null) {
      lost.adopt(root);
    }
    return lost;
  }

  private static boolean isReaders(StackTraceElement frame, String method) {
    return frame.getClassName().equals(READER) && frame.getMethodName().equals(method);
  }

  private boolean isAfterOnError(StackTraceElement frame) {
    int line = onErrorLine;
    return isReaders(frame, "upgradeDispatch") && line > 0 && frame.getLineNumber() > line;
  }

  /** Notes where the reader calls {@code onError}, if the current thread comes from there. */
  void inOnError() {
    if (onErrorLine == 0) {
      noteOnErrorLine(new Throwable().getStackTrace());
    }
  }

  void noteOnErrorLine(StackTraceElement[] frames) {
    for (int i = 1; i < frames.length; i++) {
      if (isReaders(frames[i - 1], "onError") && isReaders(frames[i], "upgradeDispatch")) {
        onErrorLine = frames[i].getLineNumber();
      }
    }
  }

  /**
   * {@inheritDoc} Where the sender has not seen the end itself, it is a session whose {@link
   * ExpiredSend} it was, that was lost while a message was on its way, or whose loss nobody has
   * told of yet.
   */
  @Override
  public @Nullable ClientConnection endedWithin(Throwable thrown) {
    UpgradedConnection origin = Upgrades.origin(thrown);
    return origin != null ? origin : sessionEndedWithin(thrown);
  }

  @Nullable WatchedSession sessionEndedWithin(Throwable thrown) {
    if (ExpiredSend.isToldBy(thrown)) {
      return ExpiredSend.find(sessions);
    }
    if (!EndedWithin.isOfSend(thrown)) {
      return null;
    }
    WatchedSession seen = EndedWithin.find();
    if (seen != null) {
      if (!EndedWithin.isFailedGoodBye(thrown)) {
        cutShort.remove(seen);
      }
      return seen;
    }
    WatchedSession lost = cutShort.find();
    if (lost == null) {
      lost = sessions.find(WatchedSession::isFailedUntold);
    }
    // Some Tomcats, 10.1.60 for one, close the socket before they tell the endpoint.
    return lost != null ? lost : sessions.find(WatchedSession::isClosedUntold);
  }

  /**
   * Looks for sessions whose end nobody tells of; to be called several times a second, by one
   * thread at a time.
   */
  public void check() {
    if (AVAILABLE) {
      sessions.forEach(WatchedSession::check);
      upgrades.check();
    }
  }

  /** Where what may wait for a client is done. */
  Executor mayBlock() {
    return mayBlock;
  }

  Upgrades upgrades() {
    return upgrades;
  }

  CutShort cutShort() {
    return cutShort;
  }

  Classifier classifier() {
    return classifier;
  }

  Reporter reporter() {
    return reporter;
  }
}
