package io.hangup.internal.metrics;

import io.hangup.disconnect.Kind;
import io.hangup.disconnect.PingResult;
import io.hangup.disconnect.Source;
import io.hangup.disconnect.Undecided;
import io.hangup.listener.RegistryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that is known at one moment, as maps, lists, texts and numbers: what JSON can say. */
public final class Snapshot {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private Snapshot() {}

  /**
   * What is known besides the statistics.
   *
   * @param storm whether many more clients hang up than usual
   * @param warnings what an operator has been warned of
   */
  record State(
      Statistics statistics,
      boolean storm,
      Map<String, RegistryState> registries,
      List<String> warnings) {}

  /** The counters, without the last disconnects. */
  public static Map<String, Object> counters(State state) {
    Statistics statistics = state.statistics();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("disconnects", Totals.sum(statistics.disconnects()));
    all.put("kinds", named(statistics.byKind()));
    all.put("lastMinute", statistics.rates().last(MINUTE));
    all.put("lastHour", statistics.rates().last(HOUR));
    all.put("storm", state.storm());
    all.put("withheld", Statistics.named(statistics.withheld(), Source::tag));
    all.put("shortened", Statistics.named(statistics.shortened(), Source::tag));
    all.put("withheldBytes", Statistics.named(statistics.bytes(), Source::tag));
    all.put("undecided", Statistics.named(statistics.undecided(), Undecided::tag));
    all.put("abandoned", abandoned(statistics));
    all.put("sessions", sessions(statistics));
    all.put("pings", Statistics.named(statistics.pings(), PingResult::tag));
    Map<String, Object> registries = new TreeMap<>();
    state
        .registries()
        .forEach(
            (name, each) ->
                registries.put(
                    name,
                    Map.of(
                        "failures",
                        each.failures(),
                        "waiting",
                        each.waiting(),
                        "late",
                        each.late())));
    all.put("registries", registries);
    all.put("warnings", state.warnings());
    return all;
  }

  /** The same, with the last hour by kind and minute, and the last disconnects, newest first. */
  public static Map<String, Object> full(State state, int recent) {
    Map<String, Object> all = counters(state);
    Statistics statistics = state.statistics();
    Map<String, Object> hour = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      if (statistics.rates().last(HOUR, kind) > 0) {
        List<Object> minutes = new ArrayList<>();
        for (long each : statistics.rates().minutes(MINUTE, kind)) {
          minutes.add(each);
        }
        hour.put(kind.toString(), minutes);
      }
    }
    all.put("hour", hour);
    all.put(
        "recent",
        statistics.recent().newestFirst().stream().limit(recent).map(Snapshot::entry).toList());
    return all;
  }

  private static Map<String, Object> named(Map<Kind, Long> kinds) {
    Map<String, Object> named = new LinkedHashMap<>();
    kinds.forEach((kind, count) -> named.put(kind.toString(), count));
    return named;
  }

  private static Map<String, Object> abandoned(Statistics statistics) {
    Map<String, Object> times = new TreeMap<>();
    statistics
        .abandoned()
        .forEach(
            (tags, histogram) -> {
              Map<String, Object> time = new LinkedHashMap<>();
              time.put("count", histogram.count());
              time.put("p50Millis", histogram.quantileMillis(0.5));
              time.put("p95Millis", histogram.quantileMillis(0.95));
              time.put("p99Millis", histogram.quantileMillis(0.99));
              times.put(tags.context() + " " + tags.protocol(), time);
            });
    return times;
  }

  private static Map<String, Object> sessions(Statistics statistics) {
    Map<String, Object> sessions = new LinkedHashMap<>();
    sessions.put("opened", Statistics.named(statistics.opened(), Enum::name));
    sessions.put("dropped", Statistics.named(statistics.dropped(), tags -> tags.type().name()));
    sessions.put("active", Statistics.named(statistics.active(), tags -> tags.type().name()));
    sessions.put("endpoints", statistics.activeByEndpoint());
    return sessions;
  }

  private static Map<String, Object> entry(RecentDisconnects.Entry entry) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("at", entry.at().toString());
    all.put("code", entry.code());
    all.put("protocol", entry.protocol().toString());
    all.put("tls", entry.secure());
    all.put("evidence", entry.evidence().toString());
    put(all, "peer", entry.peer());
    put(all, "context", entry.context());
    put(all, "endpoint", entry.endpoint());
    put(all, "session", entry.session());
    Duration elapsed = entry.elapsed();
    put(all, "elapsedMillis", elapsed == null ? null : elapsed.toMillis());
    all.put("failure", entry.failure());
    return all;
  }

  private static void put(Map<String, Object> all, String name, @Nullable Object value) {
    if (value != null) {
      all.put(name, value);
    }
  }
}
