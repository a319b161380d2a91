package io.hangup.internal.findings;

import io.hangup.internal.findings.Findings.Amount;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers as people read them. */
public final class Units {
  private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};
  private static final double THOUSAND = 1000;

  private Units() {}

  /** {@code 12,345}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 file}, {@code 12 files}. */
  static String files(long files) {
    return number(files) + (files == 1 ? " file" : " files");
  }

  /** {@code 1.2 GB}. */
  public static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= THOUSAND && unit < SIZES.length - 1) {
      size /= THOUSAND;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, SIZES[unit]);
  }

  /** {@code 26.0 %}. */
  static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0 : 100.0 * part / whole);
  }

  /** The entries with the most records first. */
  static <K extends Comparable<K>> List<Map.Entry<K, Amount>> most(
      Map<K, Amount> amounts, int limit) {
    return amounts.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<K, Amount> each) -> -each.getValue().records())
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .toList();
  }
}
