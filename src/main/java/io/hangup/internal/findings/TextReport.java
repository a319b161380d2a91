package io.hangup.internal.findings;

import io.hangup.internal.findings.Findings.Amount;
import io.hangup.internal.scan.Bucket;
import io.hangup.internal.scan.Reason;
import io.hangup.internal.scan.Verdict;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was found, as text for a terminal or a file. */
public final class TextReport {
  private static final int SHOWN = 10;
  private static final int WIDTH = 40;

  /** Hours are shown one by one up to so many; more are shown by the hour of the day. */
  private static final int MAX_HOURS = 48;

  private final PrintWriter out;
  private final String bar;

  /**
   * @param plain whether it is not for a terminal
   */
  public TextReport(PrintWriter out, boolean plain) {
    this.out = out;
    this.bar = plain ? "#" : "\u2588";
  }

  /** Writes all that was found. */
  public void write(Findings findings) {
    out.printf(
        "Read %s, %s, %s lines.%n%n",
        Units.files(findings.files()),
        Units.bytes(findings.bytes()),
        Units.number(findings.lines()));
    bucket(findings, Bucket.HANG_UP, "a running Valve would withhold these");
    bucket(findings, Bucket.REAL_ERROR, "these would stay, to the byte");
    bucket(findings, Bucket.CANNOT_TELL, "their text does not say");
    reasons(findings);
    table("Hang-ups by kind", findings.kinds());
    table("Hang-ups by logger", findings.loggers());
    table("Hang-ups by web application", findings.contexts());
    chart(findings.hours());
    lookAlikes(findings);
    table("The most frequent real errors that they bury", findings.errors());
    list("What to do", Advice.of(findings));
    list("Notes", findings.problems());
    out.flush();
  }

  private void bucket(Findings findings, Bucket bucket, String what) {
    Amount amount = findings.of(bucket);
    out.printf(
        "  %-12s %12s records %10s %8s of the log   %s%n",
        bucket.title(),
        Units.number(amount.records()),
        Units.bytes(amount.bytes()),
        Units.share(amount.bytes(), findings.bytes()),
        what);
  }

  private void reasons(Findings findings) {
    boolean isFirst = true;
    for (Map.Entry<Reason, Amount> each : findings.reasons().entrySet()) {
      Reason reason = each.getKey();
      if (reason.bucket() == Bucket.CANNOT_TELL || reason == Reason.OWN_WORDS) {
        out.print(isFirst ? "\n" : "");
        isFirst = false;
        out.printf(
            "  %s of the %s: %s%n",
            Units.number(each.getValue().records()), reason.bucket().title(), reason.text());
      }
    }
  }

  private void table(String title, Map<String, Amount> amounts) {
    if (amounts.isEmpty()) {
      return;
    }
    out.printf("%n%s%n", title);
    List<Map.Entry<String, Amount>> most = Units.most(amounts, SHOWN);
    for (Map.Entry<String, Amount> each : most) {
      out.printf(
          "  %12s %10s  %s%n",
          Units.number(each.getValue().records()),
          Units.bytes(each.getValue().bytes()),
          Visible.line(each.getKey()));
    }
    if (amounts.size() > most.size()) {
      out.printf("  %12s %10s  and %d more%n", "", "", amounts.size() - most.size());
    }
  }

  private void chart(Map<String, Amount> hours) {
    Map<String, Long> shown = Hourly.of(hours, MAX_HOURS);
    long most = shown.values().stream().mapToLong(Long::longValue).max().orElse(0);
    if (most == 0) {
      return;
    }
    out.printf("%nHang-ups by hour%n");
    shown.forEach(
        (hour, records) -> {
          int length = (int) Math.ceil((double) WIDTH * records / most);
          out.printf("  %-14s %12s %s%n", hour, Units.number(records), bar.repeat(length));
        });
  }

  private void lookAlikes(Findings findings) {
    if (findings.lookAlikes().isEmpty()) {
      return;
    }
    out.printf("%nReal errors that look like hang-ups%n");
    for (Map.Entry<String, Amount> each : Units.most(findings.lookAlikes(), SHOWN)) {
      String[] parts = each.getKey().split("\n", 2);
      out.printf(
          "  %12s %s from %s%n",
          Units.number(each.getValue().records()),
          Visible.line(parts[parts.length - 1]),
          Visible.line(parts[0]));
    }
  }

  private void list(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      out.printf("%n%s%n", title);
      lines.forEach(line -> out.printf("  %s%n", Visible.line(line)));
    }
  }

  /** Each stack trace once, with what it is and why. */
  public void explain(Findings findings) {
    findings.traces().stream()
        .sorted(Comparator.comparingLong((Findings.Trace each) -> -each.records()))
        .forEach(this::explain);
    out.flush();
  }

  private void explain(Findings.Trace trace) {
    Verdict verdict = trace.verdict();
    out.printf(
        "%n== %s, %s times: %s%n",
        verdict.bucket().title(), Units.number(trace.records()), verdict.reason().text());
    Verdict.Hang hang = verdict.disconnect();
    if (hang != null) {
      out.printf(
          "   %s/%s %s, evidence %s%n",
          hang.kind(), hang.phase(), hang.protocol(), hang.evidence());
    }
    String by = verdict.decidedBy();
    if (by != null) {
      out.printf("   decided by %s%n", Visible.line(by));
    }
    String logger = trace.logger();
    out.printf("   from %s%n", logger == null ? "standard output or error" : Visible.line(logger));
    trace.text().lines().forEach(line -> out.printf("   | %s%n", Visible.line(line)));
  }

  /** One stack trace of each source of that kind. */
  public void show(Findings findings, String kind) {
    Set<String> seen = new HashSet<>();
    for (Findings.Trace each : findings.traces()) {
      Verdict.Hang hang = each.verdict().disconnect();
      boolean isKind = hang != null && hang.kind().toString().equals(kind.toUpperCase(Locale.ROOT));
      if (isKind && seen.add(String.valueOf(each.logger()))) {
        explain(each);
      }
    }
    if (seen.isEmpty()) {
      out.printf("None is %s.%n", Visible.line(kind));
    }
    out.flush();
  }
}
