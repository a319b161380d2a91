package io.hangup;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.internal.delivery.RegistryLoader;
import io.hangup.internal.logging.WordRules;
import io.hangup.internal.metrics.ListenerLoader;
import io.hangup.internal.metrics.Metering;
import io.hangup.internal.request.AsyncRequests;
import io.hangup.internal.request.CurrentRequest;
import io.hangup.internal.runtime.JoinedValve;
import io.hangup.internal.runtime.ValveScope;
import io.hangup.internal.websocket.Upkeep;
import io.hangup.listener.DisconnectListener;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.catalina.AccessLog;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Host;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a client's hang-up logs into one classified line at DEBUG, and notifies registries to
 * drop the dead session. It changes what is logged and what registries hear, and nothing else. May
 * stand in an {@code <Engine>}, a {@code <Host>} or a {@code <Context>}; no attribute is required.
 *
 * <p>It is an {@link AccessLog} because Tomcat calls those, and only those, when a request has
 * ended for good: after a failed final flush, and after asynchronous processing. It writes no
 * access log.
 */
@SuppressWarnings("PatternMatchingInstanceof") // It is compiled for Java 8 as well: see RightJar.
public final class DisconnectValve extends EarlyValve implements AccessLog {
  /** The request attribute that holds kind and phase, e.g. {@code BROKEN_PIPE/write}. */
  public static final String REQUEST_ATTRIBUTE = Disconnect.REQUEST_ATTRIBUTE;

  private static final Log log = LogFactory.getLog(DisconnectValve.class);

  private String keep = "";
  private String applicationRecords = "shorten";
  private String frameworkLoggers = "";
  private boolean printedTraces = true;
  private int pingInterval;
  private int pingTimeout;
  private boolean closeForgotten;
  private int stopTimeout = 5;
  private @Nullable String listener;
  private int summaryInterval = 3600;
  private int stormFactor = 10;
  private int stormMinimum = 100;
  private boolean maskPeers;
  private boolean sessionAccessLog;
  private @Nullable String registry;
  private final UnsetAttributes unset = new UnsetAttributes();

  /** Those that a program has added, and not an attribute. */
  private final List<DisconnectListener> added = new ArrayList<>();

  private volatile @Nullable JoinedValve joined;

  /** The container that the Valve was started in: a Pipeline takes its Valves' away first. */
  private @Nullable Container place;

  /** A valve that supports asynchronous requests. */
  public DisconnectValve() {}

  /** The class names of session registries, separated by commas; null where none is named. */
  public @Nullable String getRegistry() {
    return registry;
  }

  /**
   * Names session registries.
   *
   * @param registry class names, separated by commas; each class implements {@link
   *     io.hangup.session.SessionRegistry} and has a public constructor without parameters
   */
  public void setRegistry(@Nullable String registry) {
    this.registry = registry;
  }

  /**
   * Takes the attributes {@code registry.NAME}, which set the bean property NAME of the registries.
   * Tomcat also brings what a setter could not take, and names that are none: of those it is warned
   * here, with the name that was meant.
   *
   * @return true
   */
  public boolean setProperty(String name, String value) {
    if (!unset.take(name, value)) {
      UnsetAttributes.warnOfUnknown(DisconnectValve.class, name, value, log);
    }
    return true;
  }

  /** The kinds that stay as they were, separated by commas; empty where none does. */
  public String getKeep() {
    return keep;
  }

  /**
   * Has disconnects of some kinds stay visible as they were. They are reported and counted all the
   * same.
   *
   * @param keep names of {@link Kind}s, separated by commas, e.g. {@code STALLED,ABORTED}
   */
  public void setKeep(String keep) {
    this.keep = keep;
  }

  /** What becomes of records with the application's own words. */
  public String getApplicationRecords() {
    return applicationRecords;
  }

  /**
   * Says what is to become of a record in which the application says in words of its own what a
   * disconnect has done to its work.
   *
   * @param applicationRecords {@code shorten} to leave the record and take its stack trace away,
   *     {@code downgrade} to have it in the disconnect's line, {@code keep} to leave it as it is;
   *     default {@code shorten}
   */
  public void setApplicationRecords(String applicationRecords) {
    this.applicationRecords = applicationRecords;
  }

  /** The loggers of frameworks besides, or in the place of, those that are known. */
  public String getFrameworkLoggers() {
    return frameworkLoggers;
  }

  /**
   * Names loggers that are not the application's: what frameworks say to them is downgraded.
   *
   * @param frameworkLoggers beginnings of loggers' names, separated by commas: each with a {@code
   *     +} joins the known ones, e.g. {@code +com.acme.lib}; without, they replace those
   */
  public void setFrameworkLoggers(String frameworkLoggers) {
    this.frameworkLoggers = frameworkLoggers;
  }

  /** Whether stack traces of disconnects are kept from standard error and standard output. */
  public boolean getPrintedTraces() {
    return printedTraces;
  }

  /**
   * Says whether stack traces of disconnects are to be kept from standard error and standard
   * output, printed by {@code printStackTrace()} or as text.
   *
   * @param printedTraces false to have them printed as before; default true
   */
  public void setPrintedTraces(boolean printedTraces) {
    this.printedTraces = printedTraces;
  }

  /**
   * Says the same in text, as {@code server.xml} does.
   *
   * @param printedTraces {@code true} or {@code false}; with anything else the Valve does not start
   */
  public void setPrintedTraces(String printedTraces) {
    this.printedTraces = unset.flag("printedTraces", printedTraces, this.printedTraces);
  }

  /**
   * How long a WebSocket client may be silent before it is pinged, in seconds; 0 if it never is.
   */
  public int getPingInterval() {
    return pingInterval;
  }

  /**
   * Has silent WebSocket clients pinged.
   *
   * @param pingInterval seconds in which nothing was read before a ping; default 0: no pings
   */
  public void setPingInterval(int pingInterval) {
    this.pingInterval = pingInterval;
  }

  /** How long a pinged client may stay silent, in seconds; 0 if it may for ever. */
  public int getPingTimeout() {
    return pingTimeout;
  }

  /**
   * Has the sessions dropped and closed whose clients do not answer a ping.
   *
   * @param pingTimeout seconds in which nothing was read after a ping; default 0: none is dropped
   */
  public void setPingTimeout(int pingTimeout) {
    this.pingTimeout = pingTimeout;
  }

  /** Whether WebSocket sessions that Tomcat has forgotten are closed as well as dropped. */
  public boolean getCloseForgotten() {
    return closeForgotten;
  }

  /**
   * Says whether WebSocket sessions that Tomcat has forgotten, after an asynchronous send failed,
   * are to be closed as well as dropped.
   *
   * @param closeForgotten true to have the application's {@code onClose} called, with 1006; default
   *     false
   */
  public void setCloseForgotten(boolean closeForgotten) {
    this.closeForgotten = closeForgotten;
  }

  /**
   * Says the same in text, as {@code server.xml} does.
   *
   * @param closeForgotten {@code true} or {@code false}; with anything else the Valve does not
   *     start
   */
  public void setCloseForgotten(String closeForgotten) {
    this.closeForgotten = unset.flag("closeForgotten", closeForgotten, this.closeForgotten);
  }

  /** How long a stop waits for registries, in seconds. */
  public int getStopTimeout() {
    return stopTimeout;
  }

  /**
   * Bounds how long a stop of the Valve, or of a web application below it, waits for registries.
   *
   * @param stopTimeout seconds for all of them together; default 5
   */
  public void setStopTimeout(int stopTimeout) {
    this.stopTimeout = stopTimeout;
  }

  /** The class names of listeners, separated by commas; null where none is named. */
  public @Nullable String getListener() {
    return listener;
  }

  /**
   * Names listeners.
   *
   * @param listener class names, separated by commas; each class implements {@link
   *     DisconnectListener} and has a public constructor without parameters
   */
  public void setListener(@Nullable String listener) {
    this.listener = listener;
  }

  /**
   * Adds a listener, as a program does that has the Valve as an object.
   *
   * @param added hears of what happens while the Valve runs, and is closed when it stops
   */
  public void addListener(DisconnectListener added) {
    this.added.add(added);
    JoinedValve own = joined;
    if (own != null) {
      own.add(added);
    }
  }

  /** How often a line says what has happened, in seconds; 0 for never. */
  public int getSummaryInterval() {
    return summaryInterval;
  }

  /**
   * Has a line at INFO say what has happened, if anything has; and once more at the stop.
   *
   * @param summaryInterval seconds between two such lines; 0 for none; default 3600
   */
  public void setSummaryInterval(int summaryInterval) {
    this.summaryInterval = summaryInterval;
  }

  /** How many times the usual rate of disconnects is a storm. */
  public int getStormFactor() {
    return stormFactor;
  }

  /**
   * Says what a storm is, of which a WARN tells.
   *
   * @param stormFactor how many times the usual rate of the last hour; default 10
   */
  public void setStormFactor(int stormFactor) {
    this.stormFactor = stormFactor;
  }

  /** How many disconnects in a minute are a storm at least; 0 if none is looked for. */
  public int getStormMinimum() {
    return stormMinimum;
  }

  /**
   * Says how many disconnects are no storm, whatever is usual.
   *
   * @param stormMinimum how many in a minute a storm has at least; 0 to look for none; default 100
   */
  public void setStormMinimum(int stormMinimum) {
    this.stormMinimum = stormMinimum;
  }

  /** Whether addresses of clients are shown without their last part. */
  public boolean getMaskPeers() {
    return maskPeers;
  }

  /**
   * Says whether addresses of clients are to be masked wherever one is shown: the last octet of
   * IPv4, the last 80 bits of IPv6.
   *
   * @param maskPeers true to mask them, for all Valves of the JVM; default false
   */
  public void setMaskPeers(boolean maskPeers) {
    this.maskPeers = maskPeers;
  }

  /**
   * Says the same in text, as {@code server.xml} does.
   *
   * @param maskPeers {@code true} or {@code false}; with anything else the Valve does not start
   */
  public void setMaskPeers(String maskPeers) {
    this.maskPeers = unset.flag("maskPeers", maskPeers, this.maskPeers);
  }

  /** Whether the end of each WebSocket session is written to the access logs. */
  public boolean getSessionAccessLog() {
    return sessionAccessLog;
  }

  /**
   * Says whether access logs write a second line of the request that a WebSocket session was opened
   * with, when that session ends: with its duration, and {@value Disconnect#REQUEST_ATTRIBUTE}.
   *
   * @param sessionAccessLog true to have it written; default false
   */
  public void setSessionAccessLog(boolean sessionAccessLog) {
    this.sessionAccessLog = sessionAccessLog;
  }

  /**
   * Says the same in text, as {@code server.xml} does.
   *
   * @param sessionAccessLog {@code true} or {@code false}; with anything else the Valve does not
   *     start
   */
  public void setSessionAccessLog(String sessionAccessLog) {
    this.sessionAccessLog = unset.flag("sessionAccessLog", sessionAccessLog, this.sessionAccessLog);
  }

  /**
   * The number of WebSocket sessions and asynchronous requests that were opened below the Valve.
   */
  public long getSessionsOpened() {
    JoinedValve own = joined;
    return own == null ? 0 : own.sessionsOpened();
  }

  /** The number of those that have ended. */
  public long getSessionsDropped() {
    JoinedValve own = joined;
    return own == null ? 0 : own.sessionsDropped();
  }

  /** The number of times that a registry of this Valve's failed, or lost a notice. */
  public long getRegistryFailures() {
    JoinedValve own = joined;
    return own == null ? 0 : own.registryFailures();
  }

  /** The number of notices that wait to be delivered to registries of this Valve's. */
  public long getRegistryQueue() {
    JoinedValve own = joined;
    return own == null ? 0 : own.registryQueue();
  }

  /** The number of notices that came while a registry of this Valve's was too far behind. */
  public long getRegistryLate() {
    JoinedValve own = joined;
    return own == null ? 0 : own.registryLate();
  }

  @Override
  protected void startInternal() throws LifecycleException {
    if (!(container instanceof Engine
        || container instanceof Host
        || container instanceof Context)) {
      throw new LifecycleException(
          "DisconnectValve cannot stand in ["
              + container
              + "]: put the <Valve> element into an <Engine>, a <Host> or a <Context>");
    }
    takeDown();
    RegistryLoader loader = new RegistryLoader(container);
    try {
      start(loader);
    } catch (LifecycleException | RuntimeException | Error e) {
      loader.closeAll();
      throw e;
    }
    super.startInternal();
  }

  private void start(RegistryLoader loader) throws LifecycleException {
    unset.checkFlags();
    List<String> registries = AttributeParser.list(registry);
    Map<String, String> properties = unset.ofRegistries(registries);
    ValveScope.Settings settings =
        new ValveScope.Settings(
            AttributeParser.kinds("keep", keep),
            printedTraces,
            new WordRules(
                AttributeParser.applicationRecords("applicationRecords", applicationRecords),
                AttributeParser.frameworkLoggers("frameworkLoggers", frameworkLoggers)),
            upkeep(),
            unset.seconds("stopTimeout", stopTimeout),
            new ValveScope.Observation(
                new Metering.Settings(
                    unset.seconds("summaryInterval", summaryInterval),
                    unset.number("stormFactor", stormFactor, 1),
                    unset.number("stormMinimum", stormMinimum, 0)),
                maskPeers));
    List<DisconnectListener> listeners =
        ListenerLoader.named(container, AttributeParser.list(listener));
    listeners.addAll(added);
    JoinedValve own =
        JoinedValve.join(container, settings, loader.load(registries, properties), listeners);
    joined = own;
    place = container;
    log.info("Valve of [" + container + "] started: " + own.describeStart());
  }

  private Upkeep upkeep() throws LifecycleException {
    Duration interval = unset.seconds("pingInterval", pingInterval);
    Duration timeout = unset.seconds("pingTimeout", pingTimeout);
    if (interval.isZero() && !timeout.isZero()) {
      String why = " has no effect without pings: set pingInterval too, e.g. to 25";
      throw AttributeParser.refused("pingTimeout", Integer.toString(pingTimeout), why, null);
    }
    return new Upkeep(interval, timeout, closeForgotten, sessionAccessLog);
  }

  /**
   * Stops with the container: what its web applications log while they stop is judged as before,
   * and their sessions are dropped as they end.
   */
  @Override
  protected void stopInternal() throws LifecycleException {
    super.stopInternal();
    Lifecycle stopping = stopping(place);
    if (stopping == null) {
      takeDown();
    } else {
      stopping.addLifecycleListener(new AfterStop());
    }
  }

  /** What has to have stopped before the Valve does; null where it is the Valve alone. */
  private static @Nullable Lifecycle stopping(@Nullable Container container) {
    if (container == null
        || container instanceof Context
        || container.getState() != LifecycleState.STOPPING) {
      return null;
    }
    Container engine = container;
    while (engine.getParent() != null) {
      engine = engine.getParent();
    }
    Service service = engine instanceof Engine ? ((Engine) engine).getService() : null;
    // Connectors stop after the engine, and their threads finish what they have.
    return service != null && service.getState() == LifecycleState.STOPPING ? service : container;
  }

  /** Where a stop has failed, nobody reports its end. */
  @Override
  protected void destroyInternal() throws LifecycleException {
    takeDown();
    super.destroyInternal();
  }

  private void takeDown() {
    JoinedValve own = joined;
    joined = null;
    if (own != null) {
      String summary = own.describeStop();
      own.close();
      log.info("Valve of [" + place + "] stopped: " + summary);
    }
    place = null;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    JoinedValve own = joined;
    CurrentRequest connection = own == null ? null : own.enter(request, response);
    if (own == null || connection == null) {
      getNext().invoke(request, response);
      return;
    }
    try {
      getNext().invoke(request, response);
    } finally {
      own.leave(request, connection);
    }
  }

  /** The end of a request, for good: what happened to its connection is known now. */
  @Override
  public void log(Request request, Response response, long time) {
    JoinedValve own = joined;
    if (own != null) {
      own.afterRequest(request, response);
    } else {
      AsyncRequests.leave(request);
    }
    if (container instanceof Engine) {
      DefaultHostAccessLog.log((Engine) container, this, request, response, time);
    }
  }

  @Override
  public void backgroundProcess() {
    JoinedValve own = joined;
    if (own != null) {
      own.refresh();
    }
  }

  /** Has no effect: nothing is written that could use request attributes. */
  @Override
  public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {}

  @Override
  public boolean getRequestAttributesEnabled() {
    return false;
  }

  /** Takes the Valve down when the container around it has stopped. */
  private final class AfterStop implements LifecycleListener {
    @Override
    public void lifecycleEvent(LifecycleEvent event) {
      if (Lifecycle.AFTER_STOP_EVENT.equals(event.getType())) {
        event.getLifecycle().removeLifecycleListener(this);
        takeDown();
      }
    }
  }
}
