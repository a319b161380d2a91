package io.hangup.internal.metrics;

import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Undecided;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What has happened since the last time that it was said, in one line. By one thread at a time. */
public final class Summary {
  private final Statistics statistics;
  private Map<Kind, Long> kinds = Map.of();
  private Map<String, Long> undecided = Map.of();
  private long withheld;
  private long shortened;
  private long bytes;
  private long opened;
  private long dropped;

  public Summary(Statistics statistics) {
    this.statistics = statistics;
  }

  /** Empty where nothing has happened. */
  public synchronized String next() {
    Map<Kind, Long> kindsNow = statistics.byKind();
    Map<String, Long> undecidedNow = Statistics.named(statistics.undecided(), Undecided::tag);
    long withheldNow = Statistics.sum(statistics.withheld());
    long shortenedNow = Statistics.sum(statistics.shortened());
    long bytesNow = Statistics.sum(statistics.bytes());
    long openedNow = Statistics.sum(statistics.opened());
    long droppedNow = Statistics.sum(statistics.dropped());
    boolean isNothing =
        kindsNow.equals(kinds)
            && undecidedNow.equals(undecided)
            && withheldNow == withheld
            && openedNow == opened
            && droppedNow == dropped;
    String line =
        "disconnects "
            + since(kindsNow, kinds)
            + ", withheld records and traces ["
            + since(withheldNow, withheld)
            + "], shortened ["
            + since(shortenedNow, shortened)
            + "], bytes ["
            + since(bytesNow, bytes)
            + "], undecided "
            + since(undecidedNow, undecided)
            + ", sessions opened ["
            + since(openedNow, opened)
            + "], dropped ["
            + since(droppedNow, dropped)
            + "], live ["
            + Statistics.sum(statistics.active())
            + "]";
    kinds = kindsNow;
    undecided = undecidedNow;
    withheld = withheldNow;
    shortened = shortenedNow;
    bytes = bytesNow;
    opened = openedNow;
    dropped = droppedNow;
    return isNothing ? "" : line;
  }

  /** Where somebody has had the counters begin again, they count from there. */
  private static long since(long now, long before) {
    return now < before ? now : now - before;
  }

  private static <K extends Comparable<K>> String since(Map<K, Long> now, Map<K, Long> before) {
    Map<K, Long> differences = new TreeMap<>();
    now.forEach((key, count) -> differences.put(key, since(count, before.getOrDefault(key, 0L))));
    return differences.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
