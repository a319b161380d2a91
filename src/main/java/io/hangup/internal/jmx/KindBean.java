package io.hangup.internal.jmx;

import io.hangup.disconnect.Kind;
import io.hangup.internal.metrics.Statistics;

/** The disconnects of one kind, below all Valves of the server. */
public final class KindBean {
  private final Statistics statistics;
  private final Kind kind;

  KindBean(Statistics statistics, Kind kind) {
    this.statistics = statistics;
    this.kind = kind;
  }

  public long getDisconnects() {
    return statistics.byKind().getOrDefault(kind, 0L);
  }

  public long getLastMinute() {
    return statistics.rates().last(60, kind);
  }

  public long getLastHour() {
    return statistics.rates().last(3600, kind);
  }
}
