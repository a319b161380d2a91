package io.hangup.internal.scan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hour of a time as a log writes it: {@code 2026-11-26 09}, or {@code 09} without a date. */
final class Hours {
  private static final Pattern TIME = Pattern.compile("(?<!\\d)(\\d{1,2}):\\d\\d:\\d\\d");
  private static final Pattern ISO = Pattern.compile("(\\d{4})[-/](\\d\\d)[-/](\\d\\d)");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(?<!\\d)(\\d{1,2})[- /]([A-Za-z]{3})\\.?[- /](\\d{4})");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("([A-Z][a-z]{2})[a-z]*\\.? (\\d{1,2}), (\\d{4})");
  private static final Pattern AFTERNOON =
      Pattern.compile("(?<!\\p{L})(?:PM|p\\. ?m\\.)|\u4e0b\u5348|\u5348\u5f8c|\uc624\ud6c4");
  private static final Pattern EPOCH = Pattern.compile("\\d{10,13}");
  private static final long MAX_SECONDS = 100_000_000_000L;
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int HALF_DAY = 12;

  private Hours() {}

  /** Of the first time in {@code text}; null where there is none. */
  static @Nullable String of(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.find()) {
      return EPOCH.matcher(text).matches() ? ofEpoch(Long.parseLong(text)) : null;
    }
    int hour = Integer.parseInt(time.group(1));
    String around = text.substring(0, Math.min(text.length(), time.end() + 8));
    if (hour < HALF_DAY && AFTERNOON.matcher(around).find()) {
      hour += HALF_DAY;
    }
    String date = date(around);
    return (date == null ? "" : date + " ") + two(hour);
  }

  /** Seconds, or milliseconds. */
  private static String ofEpoch(long time) {
    long millis = time < MAX_SECONDS ? time * 1000 : time;
    String iso = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toString();
    return iso.substring(0, 10) + " " + iso.substring(11, 13);
  }

  private static @Nullable String date(String text) {
    Matcher iso = ISO.matcher(text);
    if (iso.find()) {
      return iso.group(1) + "-" + iso.group(2) + "-" + iso.group(3);
    }
    Matcher day = DAY_FIRST.matcher(text);
    if (day.find()) {
      return date(day.group(3), day.group(2), day.group(1));
    }
    Matcher month = MONTH_FIRST.matcher(text);
    return month.find() ? date(month.group(3), month.group(1), month.group(2)) : null;
  }

  private static @Nullable String date(String year, String month, String day) {
    int index = MONTHS.indexOf(month.toLowerCase(Locale.ROOT));
    return index < 0 ? null : year + "-" + two(index + 1) + "-" + two(Integer.parseInt(day));
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
