package io.hangup.load;

import io.hangup.fixture.TomcatDistribution;
import io.hangup.load.LoadServer.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One table in Markdown, which says under itself on what it was measured. */
final class LoadTable {
  private final StringBuilder text =
      new StringBuilder(
          """
          | what | CPU of one, µs: without | with | with / without | FINE / without | grows, without | grows, with \
          | allocated, with / without | bytes logged, without | with | FINE / without | a second, with / without \
          | reported | last word after, s: without | with |
          |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
          """);

  /**
   * @param smaller the same in the smallest number; null where this is that, or there is none
   */
  void row(String what, Map<Variant, Cost> costs, Map<Variant, Cost> smaller) {
    Cost without = costs.get(Variant.WITHOUT);
    Cost with = costs.get(Variant.WITH);
    Cost fine = costs.get(Variant.FINE);
    cells(
        what,
        format("%.1f", without.cpuEach()),
        format("%.1f", with.cpuEach()),
        ratio(with.cpuEach(), without.cpuEach()),
        ratio(fine.cpuEach(), without.cpuEach()),
        smaller == null ? "" : ratio(without.cpuEach(), smaller.get(Variant.WITHOUT).cpuEach()),
        smaller == null ? "" : ratio(with.cpuEach(), smaller.get(Variant.WITH).cpuEach()),
        ratio(
            (double) with.allocated() / with.number(),
            (double) without.allocated() / without.number()),
        format("%,d", without.logged()),
        format("%,d", with.logged()),
        ratio((double) fine.logged(), (double) without.logged()),
        ratio((double) with.number() / with.last(), (double) without.number() / without.last()),
        format("%,d", with.told()),
        format("%.1f", without.last() / 1e9),
        format("%.1f", with.last() / 1e9));
  }

  /** A row of which there is nothing to compare. */
  void row(String what, String cost) {
    cells(what, "", cost, "", "", "", "", "", "", "", "", "", "", "", "");
  }

  private void cells(String... cells) {
    String row = "| " + String.join(" | ", List.of(cells)) + " |\n";
    System.out.print(row);
    text.append(row);
  }

  private static String ratio(double one, double other) {
    return other == 0 ? "" : format("%.2f", one / other);
  }

  private static String format(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  void write(Path file, String conditions) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        text
            + "\n"
            + Machine.describe()
            + ", Tomcat "
            + TomcatDistribution.newest()
            + "; "
            + conditions
            + "\n");
  }
}
