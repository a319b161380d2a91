package io.hangup.internal.jmx;

import io.hangup.disconnect.PingResult;
import io.hangup.internal.metrics.Histogram;
import io.hangup.internal.metrics.Json;
import io.hangup.internal.metrics.Metering;
import io.hangup.internal.metrics.Statistics;
import io.hangup.internal.metrics.Totals;
import io.hangup.listener.RegistryState;

/**
 * What has happened below all Valves of the server, for {@code mbeans-descriptors.xml}: Tomcat's
 * modeler calls the getters, and publishes what that file describes.
 */
public final class HangupBean {
  private final Metering metering;

  HangupBean(Metering metering) {
    this.metering = metering;
  }

  private RegistryState registries() {
    return metering.registries().values().stream().reduce(RegistryState.NONE, RegistryState::and);
  }

  private Statistics statistics() {
    return metering.statistics();
  }

  public long getDisconnects() {
    return Totals.sum(statistics().disconnects());
  }

  public long getLastMinute() {
    return statistics().rates().last(60);
  }

  public long getLastHour() {
    return statistics().rates().last(3600);
  }

  public boolean getStorm() {
    return metering.isStorm();
  }

  public long getWithheld() {
    return Totals.sum(statistics().withheld());
  }

  public long getShortened() {
    return Totals.sum(statistics().shortened());
  }

  public long getWithheldBytes() {
    return Totals.sum(statistics().bytes());
  }

  public long getUndecided() {
    return Totals.sum(statistics().undecided());
  }

  public long getSessionsOpened() {
    return Totals.sum(statistics().opened());
  }

  public long getSessionsDropped() {
    return Totals.sum(statistics().dropped());
  }

  public long getSessionsActive() {
    return Totals.sum(statistics().active());
  }

  public long getPingsAnswered() {
    return statistics().pings().getOrDefault(PingResult.ANSWERED, 0L);
  }

  public long getPingsLost() {
    return statistics().pings().getOrDefault(PingResult.LOST, 0L);
  }

  public long getPingsFailed() {
    return statistics().pings().getOrDefault(PingResult.FAILED, 0L);
  }

  public long getRegistryFailures() {
    return registries().failures();
  }

  public long getRegistryQueue() {
    return registries().waiting();
  }

  public long getRegistryLate() {
    return registries().late();
  }

  public long getAbandonedMedianMillis() {
    return abandonedMillis(0.5);
  }

  public long getAbandoned95Millis() {
    return abandonedMillis(0.95);
  }

  public long getAbandoned99Millis() {
    return abandonedMillis(0.99);
  }

  /** The largest of any context and protocol: it is looked at where one of them goes bad. */
  private long abandonedMillis(double part) {
    return statistics().abandoned().values().stream()
        .filter(histogram -> histogram.count() > 0)
        .mapToLong((Histogram histogram) -> histogram.quantileMillis(part))
        .max()
        .orElse(0);
  }

  /** All of it, as JSON. */
  public String snapshot() {
    return Json.of(metering.snapshot(0));
  }

  /** Counts from 0 again; sessions that live are still counted as such. */
  public void reset() {
    statistics().reset();
  }
}
