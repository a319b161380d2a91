package io.hangup.internal.runtime;

import io.hangup.disconnect.Kind;
import io.hangup.internal.delivery.Deadline;
import io.hangup.internal.delivery.RegistryLoader;
import io.hangup.internal.delivery.SessionLedger;
import io.hangup.internal.logging.Policy;
import io.hangup.internal.logging.WordRules;
import io.hangup.internal.metrics.Metering;
import io.hangup.internal.websocket.Upkeep;
import io.hangup.listener.DisconnectListener;
import io.hangup.session.SessionRegistry;
import io.hangup.session.Webapp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.jspecify.annotations.Nullable;

/** The part of the server that one Valve speaks for, and the registries that it named. */
public final class ValveScope {
  /** What the Valve's attributes say. */
  public record Settings(
      Set<Kind> keep,
      boolean printedTraces,
      WordRules words,
      Upkeep upkeep,
      Duration stopTimeout,
      Observation observation) {}

  /**
   * What the Valve's attributes say of what is shown of disconnects.
   *
   * @param metering counts for the outermost Valve
   * @param maskPeers whether addresses are shown without their last part
   */
  public record Observation(Metering.Settings metering, boolean maskPeers) {}

  /** Web applications that start within so long of each other are reported as one. */
  private static final long TOGETHER_NANOS = 500_000_000L;

  private final Container container;
  private final Settings settings;
  private final List<SessionRegistry> registries;
  private final List<DisconnectListener> listeners;
  private final SessionLedger sessions;
  private @Nullable WebappListener webapps;
  private volatile boolean hasStarted;
  private volatile long startedAt;

  /** Until when the stop of the server, or of what is around the Valve, waits. */
  private @Nullable Deadline serverStop;

  ValveScope(
      Container container,
      Settings settings,
      List<SessionRegistry> registries,
      List<DisconnectListener> listeners) {
    this.container = container;
    this.settings = settings;
    this.registries = registries;
    this.listeners = new CopyOnWriteArrayList<>(listeners);
    this.sessions = new SessionLedger(registries, RegistryLoader.loader(container));
  }

  void attach(Consumer<Context> started, Consumer<Context> stopping) {
    WebappListener watch = new WebappListener(container, context -> {}, started, stopping);
    webapps = watch;
    watch.attach();
  }

  void detach(Deadline deadline) {
    if (webapps != null) {
      webapps.detach();
    }
    sessions.close(deadline);
  }

  /** Looks whether {@code context}, which has started, has what registries are to look after. */
  void started(Context context) {
    sessions
        .registries()
        .look(
            new Webapp(RegistryLoader.loader(context), context.getServletContext()),
            context.getPath());
    startedAt = System.nanoTime();
    hasStarted = true;
  }

  /** Says what was missing, of all web applications that have started one after the other. */
  void reportFaults() {
    if (hasStarted
        && container.getState().isAvailable()
        && System.nanoTime() - startedAt > TOGETHER_NANOS) {
      hasStarted = false;
      sessions.registries().reportFaults();
    }
  }

  /** Drops the sessions of {@code context}, which stops. */
  void stopping(Context context, Deadline deadline) {
    sessions.stopping(RegistryLoader.loader(context), deadline);
  }

  /** Until when registries are waited for: once for all that stops with the server. */
  synchronized Deadline stopDeadline() {
    Deadline known = serverStop;
    if (!isStoppingAround()) {
      serverStop = null;
      return Deadline.in(settings.stopTimeout());
    }
    if (known == null) {
      known = Deadline.in(settings.stopTimeout());
      serverStop = known;
    }
    return known;
  }

  /** Whether the Valve's container stops, or has stopped, or one around it. */
  private boolean isStoppingAround() {
    for (Container each = container; each != null; each = each.getParent()) {
      if (!each.getState().isAvailable() && !(each instanceof Context)) {
        return true;
      }
    }
    return false;
  }

  Upkeep upkeep() {
    return settings.upkeep();
  }

  /** The attributes that {@code other} has otherwise, if it stands in the same container. */
  List<String> contradictions(ValveScope other) {
    List<String> different = new ArrayList<>();
    if (other.container == container) {
      Settings its = other.settings;
      note(different, "keep", settings.keep, its.keep);
      note(different, "printedTraces", settings.printedTraces, its.printedTraces);
      note(different, "applicationRecords, frameworkLoggers", settings.words, its.words);
      note(
          different,
          "pingInterval, pingTimeout, closeForgotten, sessionAccessLog",
          settings.upkeep,
          its.upkeep);
      note(different, "stopTimeout", settings.stopTimeout, its.stopTimeout);
    }
    return different;
  }

  private static void note(List<String> different, String attributes, Object own, Object others) {
    if (!own.equals(others)) {
      different.add(attributes);
    }
  }

  /** Whether {@code context} is below the Valve, or is where it stands. */
  boolean contains(Context context) {
    Container each = context;
    while (each != null && each != container) {
      each = each.getParent();
    }
    return each != null;
  }

  Container container() {
    return container;
  }

  SessionLedger sessions() {
    return sessions;
  }

  /** What the Valve says of a disconnect; see {@link Policy#decide}. */
  Policy.Answer decide(Kind kind, @Nullable ClassLoader webapp, @Nullable String source) {
    if (!speaksFor(webapp, source)) {
      return Policy.Answer.OUT_OF_SCOPE;
    }
    boolean kept = settings.keep().contains(kind) || (source == null && !settings.printedTraces());
    return kept ? Policy.Answer.REPORT_ONLY : Policy.Answer.WITHHOLD;
  }

  /** Whether a record, or a trace, is for the Valve to judge; see {@link Policy#decide}. */
  boolean speaksFor(@Nullable ClassLoader webapp, @Nullable String source) {
    return covers(webapp) || isNamedIn(source);
  }

  WordRules words() {
    return settings.words();
  }

  /**
   * Whether the web application with this class loader, or one of its parents, is below the Valve.
   */
  private boolean covers(@Nullable ClassLoader loader) {
    if (container instanceof Engine) {
      return true;
    }
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      if (owns(each)) {
        return true;
      }
    }
    return false;
  }

  /** Tomcat's containers have loggers of their own: {@code ...[Catalina].[localhost].[/app]}. */
  private boolean isNamedIn(@Nullable String logger) {
    return logger != null
        && (logger.equals(container.getLogName())
            || logger.startsWith(container.getLogName() + "."));
  }

  private boolean owns(ClassLoader loader) {
    if (container instanceof Context context) {
      return isLoaderOf(context, loader);
    }
    for (Container child : container.findChildren()) {
      if (child instanceof Context context && isLoaderOf(context, loader)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLoaderOf(Context context, ClassLoader loader) {
    return context.getLoader() != null && context.getLoader().getClassLoader() == loader;
  }

  /** How many containers there are around the one that the Valve stands in. */
  int depth() {
    int depth = 0;
    for (Container each = container.getParent(); each != null; each = each.getParent()) {
      depth++;
    }
    return depth;
  }

  Metering.Settings metering() {
    return settings.observation().metering();
  }

  List<DisconnectListener> listeners() {
    return listeners;
  }

  boolean masksPeers() {
    return settings.observation().maskPeers();
  }

  List<String> registryNames() {
    return registries.stream().map(registry -> registry.getClass().getName()).toList();
  }
}
