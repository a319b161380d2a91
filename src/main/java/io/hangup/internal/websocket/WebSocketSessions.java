package io.hangup.internal.websocket;

import io.hangup.disconnect.PingResult;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.LiveThrowable;
import io.hangup.internal.connection.Causes;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.ConnectionFinder;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.connection.Rounds;
import io.hangup.internal.connection.SearchBudget;
import io.hangup.internal.delivery.SessionObserver;
import io.hangup.internal.jvm.PerWebapp;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.tomcat.TomcatMember;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.EOFException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/** Finds the requests that may become a WebSocket, and knows the sessions that they became. */
public final class WebSocketSessions implements SessionWatch {
  private static final String READER = "org.apache.tomcat.websocket.server.WsHttpUpgradeHandler";

  private static final String UPGRADE = "upgrade";

  private static final boolean AVAILABLE = TomcatMember.canWatchSessions();

  private final Classifier classifier;
  private final Reporter reporter;
  private final BlockingWork mayBlock;
  private final InterruptedSends interrupted = new InterruptedSends();
  private final Upgrades upgrades;

  /** The line of {@code upgradeDispatch} that calls {@code onError}; 0 until it was seen. */
  private volatile int onErrorLine;

  /** Those that have not ended. */
  private final Set<TrackedSession> sessions = ConcurrentHashMap.newKeySet();

  private final Rounds rounds = new Rounds(sessions);

  /** Those that have ended because a send took too long, which its sender may ask for later. */
  private final InterruptedSends expired = new InterruptedSends();

  private final RecentlyLost recentlyLost = new RecentlyLost();

  private final Consumer<PingResult> pings;
  private final SearchBudget budget = new SearchBudget();
  private final PerWebapp<SessionSettings> settings = new PerWebapp<>();

  /**
   * @param mayBlock runs what may wait for a client, each on a thread of its own
   * @param pings hears what became of each ping
   */
  public WebSocketSessions(
      Classifier classifier, Reporter reporter, Executor mayBlock, Consumer<PingResult> pings) {
    this.pings = pings;
    this.mayBlock = new BlockingWork(mayBlock);
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
        && hasUpgrade(request.getCoyoteRequest().getMimeHeaders())
        && !hasToken(request, UPGRADE, "h2c")
        && hasToken(request, "connection", UPGRADE);
  }

  /** Asked of each request: by the length of the names, most of which differ in that. */
  private static boolean hasUpgrade(MimeHeaders headers) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      MessageBytes name = headers.getName(i);
      if (name.getLength() == UPGRADE.length() && name.equalsIgnoreCase(UPGRADE)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasToken(Request request, String header, String token) {
    String value = request.getHeader(header);
    return value != null && value.toLowerCase(Locale.ROOT).contains(token);
  }

  /**
   * Has {@code observer} notified of the session that {@code request} opens, if it opens one.
   * Several observers of one request are notified in the order in which they asked.
   *
   * @param upkeep how the session is looked after; of several, the last one that says something
   */
  public void watch(Request request, SessionObserver observer, Upkeep upkeep) {
    WatchedUpgradeRequest watching = watching(request);
    if (watching == null) {
      watching = new WatchedUpgradeRequest(request, this, settings);
      request.setRequest(watching);
    }
    watching.add(observer, upkeep);
  }

  /** Whether somebody observes {@code request} already. */
  public static boolean isWatched(Request request) {
    return watching(request) != null;
  }

  /** Other Valves may have put wrappers of theirs around ours. */
  private static @Nullable WatchedUpgradeRequest watching(Request request) {
    ServletRequest each = request.getRequest();
    while (each instanceof ServletRequestWrapper wrapper) {
      if (wrapper instanceof WatchedUpgradeRequest watching) {
        return watching;
      }
      each = wrapper.getRequest();
    }
    return null;
  }

  @Override
  public void add(TrackedSession session) {
    sessions.add(session);
  }

  @Override
  public void remove(TrackedSession session) {
    sessions.remove(session);
  }

  @Override
  public void pinged(PingResult result) {
    pings.accept(result);
  }

  @Override
  public void lost(String id, TrackedSession session) {
    recentlyLost.add(id, session);
  }

  /** The session that {@code thrown} says to be closed, if its client has hung up just now. */
  public @Nullable ClientConnection named(Throwable thrown) {
    return recentlyLost.named(thrown);
  }

  @Override
  public void expired(TrackedSession session) {
    expired.add(session, true);
  }

  @Override
  public @Nullable TrackedSession find(Throwable thrown) {
    return FailureOwners.of(thrown) instanceof TrackedSession noted ? noted : pushedOut(thrown);
  }

  /** The connection whose socket has recorded a link of {@code thrown}'s chain, if it is found. */
  public @Nullable ClientConnection search(Throwable thrown) {
    TrackedSession session = searchSession(thrown);
    return session != null ? session : budget.within(upgrades.size(), () -> upgrades.find(thrown));
  }

  @Override
  public @Nullable TrackedSession searchSession(Throwable thrown) {
    return budget.within(sessions.size(), () -> ConnectionFinder.firstRecorded(sessions, thrown));
  }

  private @Nullable TrackedSession first(Predicate<TrackedSession> condition) {
    for (TrackedSession session : sessions) {
      if (condition.test(session)) {
        return session;
      }
    }
    return null;
  }

  /**
   * The session whose sender was given an {@link EOFException} because the reader had to close the
   * connection ({@code WsHttpUpgradeHandler.close}). The reader does so as well when the client has
   * broken the protocol, which is no hang-up; but only where reading has failed it calls {@code
   * onError} first, a few lines before.
   */
  public @Nullable TrackedSession pushedOut(Throwable thrown) {
    Throwable root = Causes.root(thrown);
    if (!(root instanceof EOFException)) {
      return null;
    }
    List<StackTraceElement> frames = LiveThrowable.view(root).frames();
    if (frames.size() < 2 || !isReaders(frames.get(0), "close") || !isAfterOnError(frames.get(1))) {
      return null;
    }
    TrackedSession lost = interrupted.takeJustLost();
    if (lost != null) {
      lost.recordFailure(root);
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

  @Override
  public void inOnError() {
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
   * For a failed send that no socket has recorded: the session whose end caused it; null where it
   * is not found. Where the sender has not seen that end itself, it is a session whose {@link
   * TimedOutSend} it was, that was lost while a message was on its way, or whose loss nobody has
   * reported yet.
   */
  public @Nullable ClientConnection endedWithin(Throwable thrown) {
    UpgradedConnection origin = Upgrades.origin(thrown);
    return origin != null ? origin : sessionEndedWithin(thrown);
  }

  @Override
  public @Nullable TrackedSession sessionEndedWithin(Throwable thrown) {
    if (TimedOutSend.isRootOf(thrown)) {
      TrackedSession live = budget.within(sessions.size(), () -> TimedOutSend.find(sessions));
      return live != null ? live : expired.find();
    }
    if (!LastEndedSession.isOfSend(thrown)) {
      return null;
    }
    TrackedSession seen = LastEndedSession.find();
    if (seen != null) {
      if (!LastEndedSession.isFailedGoodBye(thrown)) {
        seen.seenLoss();
      }
      return seen;
    }
    TrackedSession lost = interrupted.find();
    return lost != null ? lost : budget.within(sessions.size(), this::unreported);
  }

  /** Some Tomcats, 10.1.60 for one, close the socket before they notify the endpoint. */
  private @Nullable TrackedSession unreported() {
    TrackedSession failed = first(TrackedSession::isFailedUnreported);
    return failed != null ? failed : first(TrackedSession::isClosedUnreported);
  }

  /**
   * Looks for sessions whose end nobody reports; to be called several times a second, by one thread
   * at a time.
   */
  public void check() {
    if (AVAILABLE) {
      rounds.go(System.nanoTime());
      mayBlock.tick();
      recentlyLost.check();
      upgrades.check();
    }
  }

  @Override
  public Rounds rounds() {
    return rounds;
  }

  @Override
  public BlockingWork mayBlock() {
    return mayBlock;
  }

  @Override
  public Upgrades upgrades() {
    return upgrades;
  }

  @Override
  public InterruptedSends interrupted() {
    return interrupted;
  }

  @Override
  public Classifier classifier() {
    return classifier;
  }

  @Override
  public Reporter reporter() {
    return reporter;
  }
}
