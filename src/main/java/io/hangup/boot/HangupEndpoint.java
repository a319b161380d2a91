package io.hangup.boot;

import io.hangup.DisconnectValve;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.Vitals;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code /actuator/hangup}: the Valve's settings, the counters, the last hundred disconnects, and
 * what was warned of. Loads only where Spring Boot's actuator is.
 */
@Endpoint(id = "hangup")
public final class HangupEndpoint implements DisconnectListener {
  private static final int RECENT = 100;

  private final HangupProperties properties;
  private volatile @Nullable Vitals vitals;

  HangupEndpoint(HangupProperties properties) {
    this.properties = properties;
  }

  @Override
  public void started(Vitals vitals) {
    this.vitals = vitals;
  }

  @Override
  public void close() {
    vitals = null;
  }

  /** All that is known; the settings alone where no Valve runs. */
  @ReadOperation
  public Map<String, Object> hangup() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("settings", settings(properties.valve()));
    Vitals known = vitals;
    if (known != null) {
      all.putAll(known.snapshot(RECENT));
    }
    return all;
  }

  private static Map<String, Object> settings(DisconnectValve valve) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("keep", valve.getKeep());
    settings.put("applicationRecords", valve.getApplicationRecords());
    settings.put("frameworkLoggers", valve.getFrameworkLoggers());
    settings.put("printedTraces", valve.getPrintedTraces());
    settings.put("pingInterval", valve.getPingInterval());
    settings.put("pingTimeout", valve.getPingTimeout());
    settings.put("closeForgotten", valve.getCloseForgotten());
    settings.put("stopTimeout", valve.getStopTimeout());
    settings.put("summaryInterval", valve.getSummaryInterval());
    settings.put("stormFactor", valve.getStormFactor());
    settings.put("stormMinimum", valve.getStormMinimum());
    settings.put("maskPeers", valve.getMaskPeers());
    settings.put("sessionAccessLog", valve.getSessionAccessLog());
    return settings;
  }
}
