package io.hangup.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** One table in Markdown, which says under itself on what it was measured. */
final class BenchTable {
  private static final double FASTEST = 10;

  private final StringBuilder text =
      new StringBuilder(
          """
          | what | µs: without | with | with / without | grows | bytes allocated: without | with |
          |---|--:|--:|--:|--:|--:|--:|
          """);
  private final List<Growth> growths = new ArrayList<>();

  /** How many times as much {@code what} costs among many as among few. */
  private record Growth(String what, double times) {}

  void ofValve(Collection<RunResult> results) {
    RunResult without = find(results, "hangup", "without");
    RunResult with = find(results, "hangup", "with");
    row("the Valve, at a good request; without, the next Valve alone", without, with, "");
  }

  void ofCounting(Collection<RunResult> results) {
    RunResult without = find(results, "hangup", "without");
    String what = "what is counted of a session whose client hangs up";
    row(what, without, find(results, "hangup", "with"), "");
    row(what + ", and in Micrometer", without, find(results, "hangup", "Micrometer"), "");
  }

  void ofGate(Collection<RunResult> results, int[] open) {
    for (RunResult with : results) {
      String evidence = param(with, "evidence");
      if (param(with, "hangup").equals("without")) {
        continue;
      }
      RunResult without = find(results, "hangup", "without", "evidence", evidence);
      String others = param(with, "open");
      String few =
          others.replace(Integer.toString(open[open.length - 1]), Integer.toString(open[0]));
      String line = param(with, "line");
      String what = "a record, " + evidence + ", line " + line + ", open: " + others;
      double growth =
          few.equals(others)
              ? 0
              : time(with)
                  / time(
                      find(
                          results,
                          "hangup",
                          "with",
                          "evidence",
                          evidence,
                          "open",
                          few,
                          "line",
                          line));
      row(what, without, with, grows(what, growth));
    }
  }

  void ofRegistries(Collection<RunResult> results) {
    RunResult few = null;
    for (RunResult each : results) {
      boolean same = few != null && param(few, "registry").equals(param(each, "registry"));
      few = same ? few : each;
      int sessions = Integer.parseInt(param(each, "sessions"));
      String what = param(each, "registry") + ", " + sessions + " dead of " + sessions + ", each";
      double growth =
          same ? time(each) / sessions / (time(few) / Integer.parseInt(param(few, "sessions"))) : 0;
      cells(
          what,
          "",
          format("%.3f", time(each) / sessions),
          "",
          grows(what, growth),
          "",
          format("%,.0f", bytes(each) / sessions));
    }
  }

  void ofFootprint(String what, Footprint footprint) {
    cells(what, "", "", "", "", "", format("%,.0f kept", footprint.bytes()));
  }

  /** What grows by more than {@code limit}. */
  List<String> above(double limit) {
    return growths.stream().filter(each -> each.times > limit).map(Growth::toString).toList();
  }

  private String grows(String what, double growth) {
    if (growth == 0) {
      return "";
    }
    growths.add(new Growth(what, growth));
    return format("%.2f", growth);
  }

  private void row(String what, RunResult without, RunResult with, String grows) {
    cells(
        what,
        format("%.3f", time(without)),
        format("%.3f", time(with)),
        format("%.2f", time(with) / time(without)),
        grows,
        format("%,.0f", bytes(without)),
        format("%,.0f", bytes(with)));
  }

  private void cells(String... cells) {
    text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /**
   * What it takes when the machine does nothing else: of what was timed one by one the fastest
   * tenth ends there, else it is the best mean.
   */
  private static double time(RunResult result) {
    Statistics times = result.getPrimaryResult().getStatistics();
    return result.getParams().getMode() == Mode.SampleTime
        ? times.getPercentile(FASTEST)
        : times.getMin();
  }

  private static double bytes(RunResult result) {
    return result.getSecondaryResults().entrySet().stream()
        .filter(each -> each.getKey().endsWith("gc.alloc.rate.norm"))
        .mapToDouble(each -> each.getValue().getScore())
        .findFirst()
        .orElse(0);
  }

  private static String param(RunResult result, String name) {
    return result.getParams().getParam(name);
  }

  private static RunResult find(Collection<RunResult> results, String... namesAndValues) {
    return results.stream()
        .filter(
            each -> {
              boolean fits = true;
              for (int i = 0; i < namesAndValues.length; i += 2) {
                fits &= namesAndValues[i + 1].equals(param(each, namesAndValues[i]));
              }
              return fits;
            })
        .findFirst()
        .orElseThrow();
  }

  void write(Path file, String conditions) throws IOException {
    System.out.print(text);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n" + conditions + "\n");
  }
}
