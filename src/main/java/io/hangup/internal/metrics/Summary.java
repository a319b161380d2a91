package io.hangup.internal.metrics;

import io.hangup.disconnect.Undecided;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What has happened since the last time that it was said, in one line. By one thread at a time. */
final class Summary {
  private final Statistics statistics;
  private Totals said = Totals.NONE;

  Summary(Statistics statistics) {
    this.statistics = statistics;
  }

  /** Empty where nothing has happened. */
  synchronized String next() {
    Totals now = statistics.sinceStart();
    Totals news = now.since(said);
    said = now;
    return news.isNothing() ? "" : describe(news);
  }

  private String describe(Totals news) {
    return "disconnects "
        + list(news.kinds())
        + ", withheld records and traces ["
        + Totals.sum(news.withheld())
        + "], shortened ["
        + news.shortenedRecords()
        + "], bytes ["
        + news.bytes()
        + "], undecided "
        + list(Statistics.named(news.undecided(), Undecided::tag))
        + ", sessions opened ["
        + news.opened()
        + "], dropped ["
        + news.dropped()
        + "], live ["
        + Totals.sum(statistics.active())
        + "]";
  }

  private static <K extends Comparable<K>> String list(Map<K, Long> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
