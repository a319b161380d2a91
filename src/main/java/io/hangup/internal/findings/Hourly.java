package io.hangup.internal.findings;

import io.hangup.internal.findings.Findings.Amount;
import java.util.Map;
import java.util.TreeMap;

/** Hours in their order: by date, or where these are too many, by the hour of the day. */
final class Hourly {
  private Hourly() {}

  static Map<String, Long> of(Map<String, Amount> hours, int limit) {
    Map<String, Long> shown = new TreeMap<>();
    boolean ofDay = hours.size() > limit;
    hours.forEach(
        (hour, amount) -> {
          if (!hour.startsWith("(")) {
            String key = ofDay ? hour.substring(hour.length() - 2) : hour;
            shown.merge(key + ":00", amount.records(), Long::sum);
          }
        });
    return shown;
  }
}
