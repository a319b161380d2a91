package io.hangup.report;

import io.hangup.classify.Disconnect;
import io.hangup.classify.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was told and what was withheld, so that nothing is hidden uncounted. */
public final class Counters implements DisconnectListener {
  private final Map<Kind, LongAdder> disconnects = new EnumMap<>(Kind.class);
  private final LongAdder withheldRecords = new LongAdder();
  private final LongAdder withheldTraces = new LongAdder();

  public Counters() {
    for (Kind kind : Kind.values()) {
      disconnects.put(kind, new LongAdder());
    }
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    LongAdder count = disconnects.get(disconnect.kind());
    if (count != null) {
      count.increment();
    }
  }

  /** Counts a log record that no handler was given. */
  public void recordWithheld() {
    withheldRecords.increment();
  }

  /** Counts a stack trace that was not printed. */
  public void traceWithheld() {
    withheldTraces.increment();
  }

  /** The number of disconnects of all kinds. */
  public long disconnects() {
    return disconnects.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The number of disconnects of each kind. */
  public Map<Kind, Long> byKind() {
    Map<Kind, Long> sums = new EnumMap<>(Kind.class);
    disconnects.forEach((kind, count) -> sums.put(kind, count.sum()));
    return sums;
  }

  /** The number of log records that were withheld. */
  public long withheldRecords() {
    return withheldRecords.sum();
  }

  /** The number of printed stack traces that were withheld. */
  public long withheldTraces() {
    return withheldTraces.sum();
  }
}
