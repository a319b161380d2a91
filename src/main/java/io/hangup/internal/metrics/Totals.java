package io.hangup.internal.metrics;

import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Source;
import io.hangup.disconnect.Undecided;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/**
 * How much has happened in a time.
 *
 * @param kinds disconnects
 * @param withheld records and traces that did not become visible at all
 * @param shortened records that became visible without their stack trace
 * @param bytes about how many did not become visible
 * @param undecided records that had a disconnect in their chain, and stayed
 * @param opened sessions
 * @param dropped sessions
 */
public record Totals(
    Map<Kind, Long> kinds,
    Map<Source, Long> withheld,
    Map<Source, Long> shortened,
    long bytes,
    Map<Undecided, Long> undecided,
    long opened,
    long dropped) {
  static final Totals NONE = new Totals(Map.of(), Map.of(), Map.of(), 0, Map.of(), 0, 0);

  /** In both times. */
  Totals plus(Totals other) {
    return combine(other, Long::sum);
  }

  /** What of this had not happened {@code before}; what did not change is left out. */
  Totals since(Totals before) {
    return combine(before, (now, earlier) -> now - earlier);
  }

  private Totals combine(Totals other, LongBinaryOperator operator) {
    return new Totals(
        combine(kinds, other.kinds, operator),
        combine(withheld, other.withheld, operator),
        combine(shortened, other.shortened, operator),
        operator.applyAsLong(bytes, other.bytes),
        combine(undecided, other.undecided, operator),
        operator.applyAsLong(opened, other.opened),
        operator.applyAsLong(dropped, other.dropped));
  }

  private static <K> Map<K, Long> combine(
      Map<K, Long> own, Map<K, Long> others, LongBinaryOperator operator) {
    Map<K, Long> combined = new HashMap<>(own);
    others.forEach(
        (key, value) -> combined.put(key, operator.applyAsLong(own.getOrDefault(key, 0L), value)));
    combined.values().removeIf(value -> value == 0);
    return combined;
  }

  /** All of some counts together. */
  public static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean isNothing() {
    return equals(NONE);
  }

  /** Disconnects of all kinds. */
  public long disconnects() {
    return sum(kinds);
  }

  /** Log records that no handler was given. */
  public long withheldRecords() {
    return sum(withheld) - withheldTraces();
  }

  /** Log records that lost their stack trace and nothing else. */
  public long shortenedRecords() {
    return sum(shortened);
  }

  /** Stack traces that were not printed. */
  public long withheldTraces() {
    return withheld.getOrDefault(Source.STDERR, 0L) + withheld.getOrDefault(Source.STDOUT, 0L);
  }

  /** Whether everything that was logged or printed has stayed as it was. */
  public boolean isNothingWithheld() {
    return withheld.isEmpty() && shortened.isEmpty();
  }
}
