package io.hangup.boot;

import io.hangup.DisconnectValve;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * The Valve's attributes, as properties of Spring Boot. What stands before the fields is what
 * editors show. Numbers without a unit are seconds, as in {@code server.xml}.
 */
@ConfigurationProperties("hangup")
public class HangupProperties {
  /**
   * Whether the DisconnectValve is added to the embedded Tomcat, and the adapter's filter to
   * Logback where both are.
   */
  private boolean enabled = true;

  /** Class names of session registries that are notified of dead sessions, separated by commas. */
  private @Nullable String registry;

  /** Bean properties of the named registries: "limit" calls their setLimit. */
  private Map<String, String> registryProperties = new LinkedHashMap<>();

  /** Kinds of disconnect that stay visible as they were, separated by commas. */
  private String keep = "";

  /**
   * What becomes of a record in which the application says in words of its own what a disconnect
   * did to its work: shorten, downgrade or keep.
   */
  private String applicationRecords = "shorten";

  /**
   * Beginnings of loggers' names that are a framework's, separated by commas: each with a + joins
   * the known ones, without they replace those.
   */
  private String frameworkLoggers = "";

  /**
   * Whether stack traces that only mean a disconnect are kept from standard error and standard
   * output.
   */
  private boolean printedTraces = true;

  /** Time without anything read from a WebSocket client until it is pinged; 0 pings nobody. */
  @DurationUnit(ChronoUnit.SECONDS)
  private Duration pingInterval = Duration.ofSeconds(0);

  /** Time from a ping until the client is given up; 0 gives nobody up. */
  @DurationUnit(ChronoUnit.SECONDS)
  private Duration pingTimeout = Duration.ofSeconds(0);

  /** Whether WebSocket sessions that Tomcat has forgotten are closed as well as dropped. */
  private boolean closeForgotten;

  /** Time that a stop waits for registries to hear the last news. */
  @DurationUnit(ChronoUnit.SECONDS)
  private Duration stopTimeout = Duration.ofSeconds(5);

  /** Class names of listeners that hear of each disconnect, separated by commas. */
  private @Nullable String listener;

  /** Time between two lines that say what has happened; 0 for none. */
  @DurationUnit(ChronoUnit.SECONDS)
  private Duration summaryInterval = Duration.ofHours(1);

  /** How many times the usual rate of disconnects is a storm. */
  private int stormFactor = 10;

  /** How many disconnects in a minute a storm has at least; 0 looks for none. */
  private int stormMinimum = 100;

  /** Whether addresses of clients are shown without their last part. */
  private boolean maskPeers;

  /** Whether access logs write a line at the end of each WebSocket session. */
  private boolean sessionAccessLog;

  /** Whether Micrometer's meters have a tag with the path template of a WebSocket's endpoint. */
  private boolean endpointTag;

  /** The defaults. */
  public HangupProperties() {}

  /** A Valve with these attributes. */
  DisconnectValve valve() {
    DisconnectValve valve = new DisconnectValve();
    valve.setRegistry(registry);
    valve.setKeep(keep);
    valve.setApplicationRecords(applicationRecords);
    valve.setFrameworkLoggers(frameworkLoggers);
    valve.setPrintedTraces(printedTraces);
    valve.setPingInterval(seconds("ping-interval", pingInterval));
    valve.setPingTimeout(seconds("ping-timeout", pingTimeout));
    valve.setCloseForgotten(closeForgotten);
    valve.setStopTimeout(seconds("stop-timeout", stopTimeout));
    valve.setListener(listener);
    valve.setSummaryInterval(seconds("summary-interval", summaryInterval));
    valve.setStormFactor(stormFactor);
    valve.setStormMinimum(stormMinimum);
    valve.setMaskPeers(maskPeers);
    valve.setSessionAccessLog(sessionAccessLog);
    registryProperties.forEach((name, value) -> valve.setProperty("registry." + name, value));
    return valve;
  }

  private static int seconds(String name, Duration time) {
    if (!time.equals(Duration.ofSeconds(time.toSeconds()))
        || time.toSeconds() != (int) time.toSeconds()) {
      throw new IllegalArgumentException(
          "hangup." + name + "=[" + time + "] must be whole seconds, such as 25s");
    }
    return (int) time.toSeconds();
  }

  /** Whether the Valve is added. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Says whether the Valve is added. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** As {@link DisconnectValve#getRegistry}. */
  public @Nullable String getRegistry() {
    return registry;
  }

  /** As {@link DisconnectValve#setRegistry}. */
  public void setRegistry(@Nullable String registry) {
    this.registry = registry;
  }

  /** The registries' bean properties, by their names. */
  public Map<String, String> getRegistryProperties() {
    return registryProperties;
  }

  /** Sets the registries' bean properties. */
  public void setRegistryProperties(Map<String, String> registryProperties) {
    this.registryProperties = registryProperties;
  }

  /** As {@link DisconnectValve#getKeep}. */
  public String getKeep() {
    return keep;
  }

  /** As {@link DisconnectValve#setKeep}. */
  public void setKeep(String keep) {
    this.keep = keep;
  }

  /** As {@link DisconnectValve#getApplicationRecords}. */
  public String getApplicationRecords() {
    return applicationRecords;
  }

  /** As {@link DisconnectValve#setApplicationRecords}. */
  public void setApplicationRecords(String applicationRecords) {
    this.applicationRecords = applicationRecords;
  }

  /** As {@link DisconnectValve#getFrameworkLoggers}. */
  public String getFrameworkLoggers() {
    return frameworkLoggers;
  }

  /** As {@link DisconnectValve#setFrameworkLoggers}. */
  public void setFrameworkLoggers(String frameworkLoggers) {
    this.frameworkLoggers = frameworkLoggers;
  }

  /** As {@link DisconnectValve#getPrintedTraces}. */
  public boolean isPrintedTraces() {
    return printedTraces;
  }

  /** As {@link DisconnectValve#setPrintedTraces}. */
  public void setPrintedTraces(boolean printedTraces) {
    this.printedTraces = printedTraces;
  }

  /** As {@link DisconnectValve#getPingInterval}. */
  public Duration getPingInterval() {
    return pingInterval;
  }

  /** As {@link DisconnectValve#setPingInterval}. */
  public void setPingInterval(Duration pingInterval) {
    this.pingInterval = pingInterval;
  }

  /** As {@link DisconnectValve#getPingTimeout}. */
  public Duration getPingTimeout() {
    return pingTimeout;
  }

  /** As {@link DisconnectValve#setPingTimeout}. */
  public void setPingTimeout(Duration pingTimeout) {
    this.pingTimeout = pingTimeout;
  }

  /** As {@link DisconnectValve#getCloseForgotten}. */
  public boolean isCloseForgotten() {
    return closeForgotten;
  }

  /** As {@link DisconnectValve#setCloseForgotten}. */
  public void setCloseForgotten(boolean closeForgotten) {
    this.closeForgotten = closeForgotten;
  }

  /** As {@link DisconnectValve#getStopTimeout}. */
  public Duration getStopTimeout() {
    return stopTimeout;
  }

  /** As {@link DisconnectValve#setStopTimeout}. */
  public void setStopTimeout(Duration stopTimeout) {
    this.stopTimeout = stopTimeout;
  }

  public @Nullable String getListener() {
    return listener;
  }

  public void setListener(@Nullable String listener) {
    this.listener = listener;
  }

  public Duration getSummaryInterval() {
    return summaryInterval;
  }

  public void setSummaryInterval(Duration summaryInterval) {
    this.summaryInterval = summaryInterval;
  }

  public int getStormFactor() {
    return stormFactor;
  }

  public void setStormFactor(int stormFactor) {
    this.stormFactor = stormFactor;
  }

  public int getStormMinimum() {
    return stormMinimum;
  }

  public void setStormMinimum(int stormMinimum) {
    this.stormMinimum = stormMinimum;
  }

  public boolean isMaskPeers() {
    return maskPeers;
  }

  public void setMaskPeers(boolean maskPeers) {
    this.maskPeers = maskPeers;
  }

  public boolean isSessionAccessLog() {
    return sessionAccessLog;
  }

  public void setSessionAccessLog(boolean sessionAccessLog) {
    this.sessionAccessLog = sessionAccessLog;
  }

  public boolean isEndpointTag() {
    return endpointTag;
  }

  public void setEndpointTag(boolean endpointTag) {
    this.endpointTag = endpointTag;
  }
}
