package io.hangup.internal.runtime;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Undecided;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.OsErrorMessages;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.ConnectionFinder;
import io.hangup.internal.connection.CurrentConnection;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.delivery.Deadline;
import io.hangup.internal.delivery.RegistryDispatcher;
import io.hangup.internal.delivery.RegistryLoader;
import io.hangup.internal.delivery.SessionLedger;
import io.hangup.internal.delivery.SessionObserver;
import io.hangup.internal.delivery.WebappRegistries;
import io.hangup.internal.jmx.Beans;
import io.hangup.internal.jvm.ContextLoader;
import io.hangup.internal.jvm.OwnFailures;
import io.hangup.internal.logging.AdapterGate;
import io.hangup.internal.logging.JulHandlerGate;
import io.hangup.internal.logging.Policy;
import io.hangup.internal.logging.StandardStreamGate;
import io.hangup.internal.logging.SuppressionDecider;
import io.hangup.internal.logging.WordRules;
import io.hangup.internal.metrics.Metering;
import io.hangup.internal.metrics.Totals;
import io.hangup.internal.report.DebugLine;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.report.Tally;
import io.hangup.internal.report.UnattributedDisconnects;
import io.hangup.internal.request.RequestTracker;
import io.hangup.internal.tomcat.Peer;
import io.hangup.internal.tomcat.TomcatMember;
import io.hangup.internal.websocket.WebSocketSessions;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.RegistryState;
import io.hangup.listener.Vitals;
import io.hangup.session.SessionRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Server;
import org.apache.catalina.connector.Request;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the Valves of one JVM share, because log handlers and standard error are the JVM's: the
 * gates and the sinks. The first Valve that starts installs them, the last one that stops takes
 * them down.
 */
final class SharedRuntime {
  private static final int CHECK_MILLIS = 250;

  private static final int LATER_MILLIS = 10;

  /** So many disconnects leave something to withhold, where anything of them is logged. */
  private static final int MANY = 100;

  /**
   * Many disconnects of which nothing was withheld may be silent ones, as those of downloads are;
   * or what is logged of them is not seen.
   */
  private static final String DOUBT =
      ". Nothing was withheld: if stack traces of clients that hung up were logged, it was where"
          + " Hangup does not look. Another logging library needs its adapter, and a Valve in a"
          + " <Host> or <Context> speaks for that alone";

  /** A little more than Tomcat has between two of its background ticks, by default. */
  private static final long REFRESH_NANOS = 11_000_000_000L;

  private static final Log log = LogFactory.getLog(SharedRuntime.class);
  private static @Nullable SharedRuntime current;

  private final Set<ValveScope> scopes = ConcurrentHashMap.newKeySet();
  private final Metering metering;
  private final Beans beans;
  private final UnattributedDisconnects unattributed = new UnattributedDisconnects();
  private final Reporter reporter;
  private final WebSocketSessions watch;
  private final RequestTracker requests;
  private final ExecutorService mayBlock = BlockingThreads.create("hangup-ping-");
  private final WebappRegistries webapps = new WebappRegistries();
  private final StoppedConnectors stopped;
  private final Placement placement;
  private final AtomicBoolean hasFailed = new AtomicBoolean();

  /** Some server's: the first's, and when that stops, that of another one. */
  private volatile @Nullable ScheduledExecutorService utility;

  private volatile @Nullable ScheduledFuture<?> checking;
  private volatile long refreshedAt = System.nanoTime();
  private final JulHandlerGate logGate;
  private final StandardStreamGate standardError;
  private final StandardStreamGate standardOutput;
  private final AdapterGate adapters;

  private SharedRuntime(Container first, Metering.Settings meteringSettings) {
    Server server = server(first);
    metering = new Metering(meteringSettings, this::registryStates);
    placement = new Placement(metering::warn);
    beans = new Beans(domain(first), metering);
    stopped = new StoppedConnectors(server);
    OsErrorMessages.probe();
    List<String> missing = TomcatMember.missing();
    if (!missing.isEmpty()) {
      log.warn(
          "This Tomcat keeps some things elsewhere, and Hangup does without: it cannot " + missing);
    }
    reporter =
        new Reporter(
            LogFactory.getLog(Reporter.class), unattributed, debugLine(), metering.listeners());
    Classifier classifier = new Classifier();
    watch = new WebSocketSessions(classifier, reporter, mayBlock, metering.listeners()::pinged);
    requests = new RequestTracker(classifier, reporter, this::observers);
    SuppressionDecider decider =
        new SuppressionDecider(
            classifier, reporter, unattributed, connections(), policy(), this::later);
    Tally tally = metering.listeners();
    logGate = new JulHandlerGate(decider, tally);
    logGate.install(SharedRuntime.class.getClassLoader());
    standardError = StandardStreamGate.install(decider, tally);
    standardOutput = StandardStreamGate.installOut(decider, tally);
    adapters = AdapterGate.install(decider, tally);
    placement.checkOwn(SharedRuntime.class.getClassLoader());
    if (checkOn(server)) {
      standardError.hold();
      standardOutput.hold();
    }
  }

  /** That of the server's beans; where it is not known, what an embedded Tomcat's is. */
  private static String domain(Container container) {
    String known = container.getDomain();
    return known == null ? "Tomcat" : known;
  }

  private Map<String, RegistryState> registryStates() {
    Map<String, RegistryState> states = new TreeMap<>();
    registries()
        .forEach(
            each -> each.forEach((name, state) -> states.merge(name, state, RegistryState::and)));
    return states;
  }

  /** What is known of the server whose Valve runs; null where none does. */
  static synchronized @Nullable Vitals vitals() {
    return current == null ? null : current.metering;
  }

  Metering metering() {
    return metering;
  }

  /** Has {@code server} lend the thread that checks; false where it has none to lend. */
  private boolean checkOn(@Nullable Server server) {
    ScheduledExecutorService lent = server == null ? null : server.getUtilityExecutor();
    utility = lent;
    checking =
        lent == null
            ? null
            : lent.scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, MILLISECONDS);
    return lent != null;
  }

  /**
   * A moment later: of a storm, each record would have to wake the executor's thread. Where there
   * is no executor, the next request or tick has to do.
   */
  private void later(Runnable task) {
    ScheduledExecutorService lent = utility;
    if (lent != null) {
      ScheduledFuture<?> unused = lent.schedule(task, LATER_MILLIS, MILLISECONDS);
    }
  }

  private ConnectionFinder connections() {
    return new ConnectionFinder() {
      @Override
      public @Nullable ClientConnection find(Throwable thrown) {
        ClientConnection noted = FailureOwners.of(thrown);
        if (noted != null) {
          return noted;
        }
        ClientConnection named = watch.named(thrown);
        ClientConnection session = named == null ? watch.pushedOut(thrown) : named;
        return session != null ? session : requests.find(thrown, CurrentConnection.get() == null);
      }

      /** Searches sessions before requests: both may have recorded the same throwable. */
      @Override
      public @Nullable ClientConnection search(Throwable thrown) {
        ClientConnection session = watch.search(thrown);
        return session != null ? session : requests.search(thrown);
      }

      @Override
      public @Nullable ClientConnection endedWithin(Throwable thrown) {
        return watch.endedWithin(thrown);
      }

      @Override
      public boolean isServerClosing() {
        return stopped.anyJustNow();
      }
    };
  }

  /** A line to a logger of the server's, whichever web application's thread this is. */
  private static DebugLine debugLine() {
    return ContextLoader.get(
        SharedRuntime.class.getClassLoader(),
        () ->
            new DebugLine(
                Logger.getLogger(DebugLine.LOGGER), Logger.getLogger(DebugLine.WITHHELD)));
  }

  /**
   * Installs what is shared, unless a Valve has done so before, and adds a Valve to it.
   *
   * @param joined is given both, before anybody can leave
   */
  static synchronized <T> T join(
      Container container,
      ValveScope.Settings settings,
      List<SessionRegistry> registries,
      List<DisconnectListener> listeners,
      BiFunction<SharedRuntime, ValveScope, T> joined) {
    SharedRuntime installed = current;
    if (installed == null) {
      installed = new SharedRuntime(container, settings.observation().metering());
      current = installed;
    }
    ValveScope scope = new ValveScope(container, settings, registries, listeners);
    installed.add(scope);
    return joined.apply(installed, scope);
  }

  private void add(ValveScope scope) {
    for (ValveScope other : scopes) {
      List<String> contradictions = scope.contradictions(other);
      if (!contradictions.isEmpty()) {
        log.warn(
            "Two Valves stand in ["
                + scope.container()
                + "] and contradict each other "
                + contradictions
                + ": what either of them keeps stays, and one of them pings; leave one of them");
      }
    }
    scopes.add(scope);
    scope.listeners().forEach(metering::add);
    letOutermostDecide();
    maskPeers();
    scope.attach(context -> started(scope, context), context -> stopping(scope, context));
  }

  /** What is said of all is said as the outermost Valve has it; inner ones start before it. */
  private void letOutermostDecide() {
    scopes.stream()
        .min(Comparator.comparingInt(ValveScope::depth))
        .ifPresent(outermost -> metering.set(outermost.metering()));
  }

  /** Addresses are masked for all, if one Valve wants it so. */
  private void maskPeers() {
    Peer.mask(scopes.stream().anyMatch(ValveScope::masksPeers));
  }

  private void started(ValveScope scope, Context context) {
    scope.started(context);
    webapps.started(context);
    placement.checkStarted(context);
    logGate.install(RegistryLoader.loader(context));
  }

  private void stopping(ValveScope scope, Context context) {
    Deadline deadline = scope.stopDeadline();
    requests.forget(RegistryLoader.loader(context));
    placement.forget(context);
    webapps.stopping(context, deadline);
    scope.stopping(context, deadline);
  }

  /** Takes {@code scope} out, and down what is shared if it was the last. */
  void leave(ValveScope scope) {
    boolean last;
    synchronized (SharedRuntime.class) {
      scopes.remove(scope);
      last = scopes.isEmpty() && current == this;
      if (!last) {
        checkOnAnother(scope);
      } else {
        current = null;
        stopChecking();
        adapters.uninstall();
        standardOutput.uninstall();
        standardError.uninstall();
        logGate.uninstall();
      }
    }
    // A registry may take its time: not under the lock.
    Deadline deadline = scope.stopDeadline();
    scope.detach(deadline);
    if (last) {
      webapps.close(deadline);
      mayBlock.shutdown();
      unattributed.report(reporter, null);
    }
    reporter.flush();
    metering.remove(scope.listeners());
    maskPeers();
    if (last) {
      metering.close();
      beans.close();
    }
  }

  private void stopChecking() {
    ScheduledFuture<?> known = checking;
    if (known != null) {
      known.cancel(false);
    }
  }

  /** Where the server of the Valve that leaves has lent its thread, another one has to. */
  private void checkOnAnother(ValveScope left) {
    Server server = server(left.container());
    if (server != null && server.getUtilityExecutor() == utility) {
      for (ValveScope scope : scopes) {
        Server other = server(scope.container());
        if (other != null && other != server) {
          stopChecking();
          checkOn(other);
          return;
        }
      }
    }
  }

  /** Has the session that {@code request} opens, if it does, watched for {@code scope}. */
  void watchUpgrade(ValveScope scope, Request request) {
    try {
      if (WebSocketSessions.isUpgrade(request)) {
        watch(scope, request);
      }
    } catch (RuntimeException | LinkageError e) {
      OwnFailures.note(e);
    }
  }

  private void watch(ValveScope scope, Request request) {
    if (request.getContext() == null) {
      return;
    }
    SessionObserver offered = webapps.of(request.getContext());
    if (!WebSocketSessions.isWatched(request)) {
      watch.watch(request, metering.listeners(), scope.upkeep());
      if (offered != null) {
        watch.watch(request, offered, scope.upkeep());
      }
    }
    watch.watch(request, scope.sessions(), scope.upkeep());
  }

  /** What is to be done when a request ends. */
  RequestTracker requests() {
    return requests;
  }

  /** Who is to be notified of the sessions of {@code context}. */
  private List<SessionObserver> observers(Context context) {
    List<SessionObserver> observers = new ArrayList<>(3);
    observers.add(metering.listeners());
    SessionObserver offered = webapps.of(context);
    if (offered != null) {
      observers.add(offered);
    }
    for (ValveScope scope : scopes) {
      if (scope.contains(context)) {
        observers.add(scope.sessions());
      }
    }
    return List.copyOf(observers);
  }

  /** All registries, those of the Valves and those of web applications. */
  private Stream<RegistryDispatcher> registries() {
    return Stream.concat(
        webapps.registries(),
        scopes.stream().map(ValveScope::sessions).map(SessionLedger::registries));
  }

  /** Looks for ends that no callback reports. */
  private void check() {
    guarded(stopped::anyJustNow);
    guarded(() -> registries().forEach(RegistryDispatcher::retry));
    guarded(requests::check);
    guarded(watch::check);
    guarded(standardError::check);
    guarded(standardOutput::check);
    guarded(() -> unattributed.report(reporter, Instant.now()));
    guarded(() -> scopes.forEach(ValveScope::reportFaults));
    guarded(this::gateLateHandlers);
    guarded(reporter::flush);
    guarded(this::checkAdapters);
    guarded(metering::check);
  }

  /** Looks for adapters that no configuration has asked for, once that matters. */
  private void checkAdapters() {
    if (metering.statistics().recent().isAny()) {
      placement.checkAdapters();
    }
  }

  /** One that fails keeps no other from being done, nor any of them from being done again. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (Throwable e) {
      // An executor would not call this again.
      if (hasFailed.compareAndSet(false, true)) {
        OwnFailures.guard(
            () -> log.warn("A look for what has ended failed; it is tried again, in silence", e));
      }
    }
  }

  /** Looks at the root logger often, and at all of them now and then, ticks or no ticks. */
  private void gateLateHandlers() {
    if (System.nanoTime() - refreshedAt > REFRESH_NANOS) {
      gateHandlers();
    } else {
      logGate.installAtRoot(SharedRuntime.class.getClassLoader());
    }
  }

  private void gateHandlers() {
    refreshedAt = System.nanoTime();
    logGate.install(SharedRuntime.class.getClassLoader());
    webapps.forEachLoader(logGate::install);
  }

  /** Looks for log handlers that have come since. */
  void refresh() {
    gateHandlers();
    ScheduledExecutorService lent = utility;
    if (lent == null || lent.isShutdown()) {
      // No server lent an executor, or it has stopped before the others of this JVM.
      check();
    }
    reporter.flush();
  }

  private Policy policy() {
    return new Policy() {
      @Override
      public Answer decide(Kind kind, @Nullable ClassLoader webapp, @Nullable String source) {
        return SharedRuntime.this.decide(kind, webapp, source);
      }

      @Override
      public void stayed(Undecided reason) {
        metering.listeners().undecided(reason);
      }

      @Override
      public WordRules words(@Nullable ClassLoader webapp, @Nullable String source) {
        WordRules rules = null;
        for (ValveScope scope : scopes) {
          if (scope.speaksFor(webapp, source)) {
            rules = rules == null ? scope.words() : rules.and(scope.words());
          }
        }
        return rules == null ? WordRules.DEFAULT : rules;
      }
    };
  }

  /** Withheld only if a Valve covers it and no covering Valve keeps its kind. */
  private Policy.Answer decide(Kind kind, @Nullable ClassLoader webapp, @Nullable String source) {
    Policy.Answer answer = Policy.Answer.OUT_OF_SCOPE;
    for (ValveScope scope : scopes) {
      Policy.Answer one = scope.decide(kind, webapp, source);
      if (one == Policy.Answer.REPORT_ONLY) {
        return one;
      }
      answer = one == Policy.Answer.WITHHOLD ? one : answer;
    }
    return answer;
  }

  /** The line at a Valve's start says how the lines are seen only where they are not. */
  String describeStart(ValveScope scope) {
    return "log handlers ["
        + logGate.size()
        + "], registries "
        + scope.registryNames()
        + (Logger.getLogger(DebugLine.LOGGER).isLoggable(Level.FINE)
            ? ""
            : "; to see each disconnect: "
                + DebugLine.LOGGER
                + ".level = FINE in logging.properties");
  }

  String describeStop(ValveScope scope) {
    Totals totals = metering.statistics().sinceStart();
    return "disconnects ["
        + totals.disconnects()
        + "], withheld records ["
        + totals.withheldRecords()
        + "], shortened records ["
        + totals.shortenedRecords()
        + "], withheld traces ["
        + totals.withheldTraces()
        + "], sessions opened ["
        + scope.sessions().opened()
        + "], dropped ["
        + scope.sessions().dropped()
        + "]"
        + (totals.disconnects() >= MANY && totals.isNothingWithheld() ? DOUBT : "");
  }

  /** The server that {@code container} is part of; null where there is none around. */
  private static @Nullable Server server(Container container) {
    Container each = container;
    while (each != null && !(each instanceof Engine)) {
      each = each.getParent();
    }
    return each instanceof Engine engine && engine.getService() != null
        ? engine.getService().getServer()
        : null;
  }
}
