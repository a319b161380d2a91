package io.hangup.internal.findings;

import io.hangup.internal.findings.Findings.Amount;
import io.hangup.internal.metrics.Json;
import io.hangup.internal.scan.Bucket;
import io.hangup.internal.scan.Reason;
import io.hangup.internal.scan.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found, as JSON for machines. */
public final class JsonReport {
  private static final int MOST = 1000;

  private JsonReport() {}

  /**
   * All of it, in one line.
   *
   * @param explain whether each stack trace is in it once
   */
  public static String of(Findings findings, boolean explain) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("files", findings.files());
    all.put("bytes", findings.bytes());
    all.put("lines", findings.lines());
    Map<String, Object> hangUps = bucket(findings, Bucket.HANG_UP);
    hangUps.put("kinds", amounts(findings.kinds()));
    hangUps.put("loggers", amounts(findings.loggers()));
    hangUps.put("contexts", amounts(findings.contexts()));
    hangUps.put("hours", amounts(findings.hours()));
    hangUps.put("formats", amounts(findings.formats()));
    all.put("hangUps", hangUps);
    Map<String, Object> errors = bucket(findings, Bucket.REAL_ERROR);
    errors.put("lookAlikes", lookAlikes(findings));
    errors.put("failures", amounts(findings.errors()));
    all.put("realErrors", errors);
    all.put("cannotTell", bucket(findings, Bucket.CANNOT_TELL));
    all.put("advice", Advice.of(findings));
    all.put("notes", findings.problems());
    if (explain) {
      all.put("traces", findings.traces().stream().map(JsonReport::trace).toList());
    }
    return Json.of(all);
  }

  private static Map<String, Object> trace(Findings.Trace trace) {
    Verdict verdict = trace.verdict();
    Verdict.Hang hang = verdict.disconnect();
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("bucket", verdict.bucket().name());
    one.put("reason", verdict.reason().name());
    one.put("records", trace.records());
    if (hang != null) {
      one.put("kind", hang.kind().toString());
      one.put("phase", hang.phase().toString());
      one.put("protocol", hang.protocol().toString());
      one.put("evidence", hang.evidence().toString());
    }
    String by = verdict.decidedBy();
    if (by != null) {
      one.put("decidedBy", by);
    }
    String logger = trace.logger();
    if (logger != null) {
      one.put("logger", logger);
    }
    one.put("trace", trace.text());
    return one;
  }

  private static Map<String, Object> bucket(Findings findings, Bucket bucket) {
    Map<String, Object> one = amount(findings.of(bucket));
    Map<String, Object> reasons = new LinkedHashMap<>();
    findings
        .reasons()
        .forEach(
            (Reason reason, Amount amount) -> {
              if (reason.bucket() == bucket) {
                reasons.put(reason.name(), amount.records());
              }
            });
    one.put("reasons", reasons);
    return one;
  }

  private static Map<String, Object> amount(Amount amount) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("records", amount.records());
    one.put("bytes", amount.bytes());
    return one;
  }

  private static <K extends Comparable<K>> Map<String, Object> amounts(Map<K, Amount> amounts) {
    Map<String, Object> all = new LinkedHashMap<>();
    Units.most(amounts, MOST)
        .forEach(each -> all.put(String.valueOf(each.getKey()), each.getValue().records()));
    return all;
  }

  private static List<Object> lookAlikes(Findings findings) {
    List<Object> all = new ArrayList<>();
    for (Map.Entry<String, Amount> each : Units.most(findings.lookAlikes(), MOST)) {
      String[] parts = each.getKey().split("\n", 2);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("library", parts[0]);
      one.put("failure", parts[parts.length - 1]);
      one.put("records", each.getValue().records());
      all.add(one);
    }
    return all;
  }
}
