package io.hangup.internal.findings;

import io.hangup.internal.findings.Findings.Amount;
import io.hangup.internal.scan.Bucket;
import io.hangup.internal.scan.Reason;
import io.hangup.internal.scan.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What was found, as one page that needs nothing beside it, and runs no script. */
public final class HtmlReport {
  private static final int SHOWN = 25;
  private static final int MAX_HOURS = 72;
  private static final int MAX_TRACES = 200;
  private static final int CHART_WIDTH = 960;
  private static final int CHART_HEIGHT = 160;
  private static final int LABELS = 20;
  private static final int MAX_BAR = 60;

  private final StringBuilder page = new StringBuilder();

  private HtmlReport() {}

  /** The page. */
  public static String of(Findings findings) {
    HtmlReport report = new HtmlReport();
    report.write(findings);
    return report.page.toString();
  }

  private void write(Findings findings) {
    String style = style();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src 'sha256-")
        .append(hash(style))
        .append("'; base-uri 'none'; form-action 'none'\">\n")
        .append("<title>Hang-ups in these logs</title>\n<style>")
        .append(style)
        .append("</style>\n</head>\n<body>\n<h1>Hang-ups in these logs</h1>\n<p class=\"soft\">")
        .append(
            text(
                Units.files(findings.files())
                    + ", "
                    + Units.bytes(findings.bytes())
                    + ", "
                    + Units.number(findings.lines())
                    + " lines"))
        .append("</p>\n<div class=\"tiles\">\n");
    tile(findings, Bucket.HANG_UP, "hang", "a running Valve would withhold these");
    tile(findings, Bucket.REAL_ERROR, "real", "these would stay, to the byte");
    tile(findings, Bucket.CANNOT_TELL, "unknown", "their text does not say");
    page.append("</div>\n");
    reasons(findings);
    chart("Hang-ups by hour", Hourly.of(findings.hours(), MAX_HOURS));
    table("Hang-ups by kind and phase", "kind", findings.kinds());
    table("Hang-ups by logger", "logger", findings.loggers());
    table("Hang-ups by web application", "context", findings.contexts());
    lookAlikes(findings);
    table("Real errors that they bury", "failure", findings.errors());
    list("What to do", Advice.of(findings));
    list("Notes", findings.problems());
    traces(findings.traces());
    page.append("</body>\n</html>\n");
  }

  private void tile(Findings findings, Bucket bucket, String style, String what) {
    Amount amount = findings.of(bucket);
    page.append("<div class=\"tile ")
        .append(style)
        .append("\">")
        .append(text(bucket.title()))
        .append("<strong>")
        .append(Units.number(amount.records()))
        .append("</strong>")
        .append(
            text(
                Units.bytes(amount.bytes())
                    + ", "
                    + Units.share(amount.bytes(), findings.bytes())
                    + " of the log"))
        .append("<br><span class=\"soft\">")
        .append(text(what))
        .append("</span></div>\n");
  }

  private void reasons(Findings findings) {
    page.append("<table>\n<tr><th class=\"number\">records</th><th>what</th><th>why</th></tr>\n");
    findings
        .reasons()
        .forEach(
            (Reason reason, Amount amount) ->
                page.append("<tr><td class=\"number\">")
                    .append(Units.number(amount.records()))
                    .append("</td><td>")
                    .append(text(reason.bucket().title()))
                    .append("</td><td>")
                    .append(text(reason.text()))
                    .append("</td></tr>\n"));
    page.append("</table>\n");
  }

  private void chart(String title, Map<String, Long> hours) {
    long most = hours.values().stream().mapToLong(Long::longValue).max().orElse(0);
    if (most == 0) {
      return;
    }
    double step = (double) CHART_WIDTH / hours.size();
    page.append("<h2>")
        .append(text(title))
        .append("</h2>\n<svg viewBox=\"0 0 ")
        .append(CHART_WIDTH)
        .append(' ')
        .append(CHART_HEIGHT + LABELS)
        .append("\" role=\"img\" aria-label=\"")
        .append(text(title + ", at most " + Units.number(most)))
        .append("\">\n<line x1=\"0\" x2=\"")
        .append(CHART_WIDTH)
        .append("\" y1=\"")
        .append(CHART_HEIGHT)
        .append("\" y2=\"")
        .append(CHART_HEIGHT)
        .append("\"/>\n<text x=\"2\" y=\"12\">")
        .append(Units.number(most))
        .append("</text>\n");
    int index = 0;
    int every = Math.max(1, hours.size() / 8);
    for (Map.Entry<String, Long> each : hours.entrySet()) {
      bar(each, index, step, most, index % every == 0);
      index++;
    }
    page.append("</svg>\n");
  }

  private void bar(Map.Entry<String, Long> hour, int index, double step, long most, boolean named) {
    long height = Math.max(1, Math.round((double) (CHART_HEIGHT - 16) * hour.getValue() / most));
    page.append("<rect x=\"")
        .append(Math.round(index * step))
        .append("\" y=\"")
        .append(CHART_HEIGHT - height)
        .append("\" width=\"")
        .append(Math.max(1, Math.min(MAX_BAR, Math.round(step) - 2)))
        .append("\" height=\"")
        .append(height)
        .append("\"><title>")
        .append(text(hour.getKey() + ": " + Units.number(hour.getValue())))
        .append("</title></rect>\n");
    if (named) {
      page.append("<text x=\"")
          .append(Math.round(index * step))
          .append("\" y=\"")
          .append(CHART_HEIGHT + LABELS - 5)
          .append("\">")
          .append(text(hour.getKey()))
          .append("</text>\n");
    }
  }

  private void table(String title, String what, Map<String, Amount> amounts) {
    if (amounts.isEmpty()) {
      return;
    }
    page.append("<h2>")
        .append(text(title))
        .append("</h2>\n<table>\n<tr><th class=\"number\">records</th>")
        .append("<th class=\"number\">bytes</th><th>")
        .append(text(what))
        .append("</th></tr>\n");
    for (Map.Entry<String, Amount> each : Units.most(amounts, SHOWN)) {
      row(each.getValue(), each.getKey());
    }
    page.append("</table>\n");
  }

  private void row(Amount amount, String what) {
    page.append("<tr><td class=\"number\">")
        .append(Units.number(amount.records()))
        .append("</td><td class=\"number\">")
        .append(Units.bytes(amount.bytes()))
        .append("</td><td>")
        .append(text(what))
        .append("</td></tr>\n");
  }

  private void lookAlikes(Findings findings) {
    if (findings.lookAlikes().isEmpty()) {
      return;
    }
    page.append("<h2>Real errors that look like hang-ups</h2>\n<table>\n")
        .append("<tr><th class=\"number\">records</th><th class=\"number\">bytes</th>")
        .append("<th>failure, and from where</th></tr>\n");
    for (Map.Entry<String, Amount> each : Units.most(findings.lookAlikes(), SHOWN)) {
      String[] parts = each.getKey().split("\n", 2);
      row(each.getValue(), parts[parts.length - 1] + " from " + parts[0]);
    }
    page.append("</table>\n");
  }

  private void list(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    page.append("<h2>").append(text(title)).append("</h2>\n<ul>\n");
    lines.forEach(line -> page.append("<li>").append(text(line)).append("</li>\n"));
    page.append("</ul>\n");
  }

  private void traces(List<Findings.Trace> traces) {
    if (traces.isEmpty()) {
      return;
    }
    page.append("<h2>Each stack trace once</h2>\n");
    traces.stream()
        .sorted(Comparator.comparingLong((Findings.Trace each) -> -each.records()))
        .limit(MAX_TRACES)
        .forEach(this::trace);
  }

  private void trace(Findings.Trace trace) {
    Verdict verdict = trace.verdict();
    Verdict.Hang hang = verdict.disconnect();
    String by = verdict.decidedBy();
    page.append("<details>\n<summary>")
        .append(Units.number(trace.records()))
        .append(" &times; ")
        .append(text(verdict.bucket().title() + (hang == null ? "" : ", " + hang.kind())))
        .append(": ")
        .append(text(verdict.failure()))
        .append("</summary>\n<p>")
        .append(text(verdict.reason().text()))
        .append("</p>\n");
    if (by != null) {
      page.append("<p>Decided by <code>").append(text(by)).append("</code></p>\n");
    }
    page.append("<pre>").append(text(trace.text())).append("</pre>\n</details>\n");
  }

  /** Text that no browser takes for markup, and no reader for another text. */
  private static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.lines()
        .forEach(
            line ->
                escaped
                    .append(escaped.length() == 0 ? "" : "\n")
                    .append(
                        Visible.line(line)
                            .replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;")
                            .replace("\"", "&quot;")
                            .replace("'", "&#39;")));
    return escaped.toString();
  }

  private static String style() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      return css == null ? "" : new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String hash(String style) {
    try {
      byte[] bytes = style.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every JDK has it.
    }
  }
}
