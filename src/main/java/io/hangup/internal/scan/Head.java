package io.hangup.internal.scan;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of a record's stack trace.
 *
 * @param hour as {@link Hours} has it; null where there is no time
 * @param level as it was written
 * @param logger the logger, or the class that logged; maybe abbreviated
 */
record Head(
    Format format,
    @Nullable String hour,
    @Nullable String level,
    @Nullable String logger,
    @Nullable String message) {
  private static final Pattern ONE_LINE =
      Pattern.compile(
          "\\S{8,20} \\d\\d:\\d\\d:\\d\\d\\S* (\\S+) \\[.*?\\] ([\\w.$]+)\\.[\\w$<>]+ ?(.*)",
          Pattern.DOTALL);

  /** The second line of a record in {@code SimpleFormatter}'s form. */
  private static final Pattern SIMPLE_LEVEL =
      Pattern.compile("(\\S+)[:\uff1a] ?(.*)", Pattern.DOTALL);

  private static final Pattern SIMPLE =
      Pattern.compile(".*?(?:\\s|^)([\\w$]+(?:\\.[\\w$]+)+) [\\w$<>]+");

  private static final Pattern LEVEL =
      Pattern.compile(
          "(?<![\\w.])(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|CONFIG|FINE|FINER|FINEST)"
              + "(?![\\w.])");

  /** A name with dots, or a container's with brackets. */
  private static final Pattern LOGGER =
      Pattern.compile("([\\p{L}_$][\\w$-]*(?:\\.(?:[\\w$-]+|\\[[^\\]\\s]*\\]?))+)");

  private static final char ESCAPE = '\u001b';
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[\\d;]*m");

  private static final Pattern BRACKETED = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern BETWEEN = Pattern.compile("[\\s:|>-]*");
  private static final int MAX_WORDS = 6;

  /** The levels at which a failure is seldom logged, in the languages that JDKs have them in. */
  private static final Set<String> LOW =
      Set.of(
          "TRACE",
          "DEBUG",
          "INFO",
          "CONFIG",
          "FINE",
          "FINER",
          "FINEST",
          // German, French, Spanish, Portuguese.
          "INFORMATION",
          "KONFIGURATION",
          "FEIN",
          "FEINER",
          "INFOS",
          "INFORMACI\u00d3N",
          "INFORMA\u00c7\u00d5ES",
          // Chinese, Japanese, Korean.
          "\u4fe1\u606f",
          "\u914d\u7f6e",
          "\u8be6\u7ec6",
          "\u8f83\u8be6\u7ec6",
          "\u975e\u5e38\u8be6\u7ec6",
          "\u8cc7\u8a0a",
          "\u60c5\u5831",
          "\u69cb\u6210",
          "\u666e\u901a",
          "\u8a73\u7d30",
          "\uc815\ubcf4");

  private static final Pattern PATH =
      Pattern.compile("(?:context with path \\[|\\.\\[)(/[^\\]\\s]*|)\\]");

  /** A trace that was printed, and has none. */
  static final Head NONE = new Head(Format.PRINTED, null, null, null, null);

  /**
   * Reads one.
   *
   * @param coloured the record's first line, maybe with a terminal's colours in it
   * @param more what else there is before the trace; empty where there is nothing
   */
  static Head of(String coloured, String more) {
    String first =
        coloured.indexOf(ESCAPE) < 0 ? coloured : COLOUR.matcher(coloured).replaceAll("");
    String hour = Hours.of(first);
    Matcher oneLine = ONE_LINE.matcher(first);
    if (oneLine.matches()) {
      String message = joined(oneLine.group(3), more);
      return new Head(Format.ONE_LINE, hour, oneLine.group(1), oneLine.group(2), message);
    }
    Matcher level = LEVEL.matcher(first);
    if (!level.find()) {
      return simple(first, more, hour);
    }
    return pattern(first.substring(level.end()), more, hour, level.group(1));
  }

  private static Head simple(String first, String more, @Nullable String hour) {
    Matcher source = SIMPLE.matcher(first);
    Matcher level = SIMPLE_LEVEL.matcher(more);
    if (source.matches() && level.matches()) {
      return new Head(Format.SIMPLE, hour, level.group(1), source.group(1), level.group(2));
    }
    return new Head(Format.PATTERN, hour, null, null, joined(first, more));
  }

  private static Head pattern(
      String rest, String more, @Nullable String hour, @Nullable String level) {
    String left = rest.strip();
    String logger = null;
    String words = left;
    for (int i = 0; i < MAX_WORDS && logger == null && !left.isEmpty(); i++) {
      Matcher bracketed = BRACKETED.matcher(left);
      Matcher name = LOGGER.matcher(left);
      if (bracketed.lookingAt()) {
        left = left.substring(bracketed.end()).strip();
      } else if (name.lookingAt()) {
        logger = name.group(1);
        left = left.substring(name.end());
      } else {
        int space = left.indexOf(' ');
        left = space < 0 ? "" : left.substring(space).strip();
      }
    }
    if (logger != null) {
      Matcher between = BETWEEN.matcher(left);
      words = between.lookingAt() ? left.substring(between.end()) : left;
    }
    return new Head(Format.PATTERN, hour, level, logger, joined(words, more));
  }

  private static String joined(String words, String more) {
    return more.isEmpty() ? words : words + "\n" + more;
  }

  /** Whether there is none. */
  boolean isPrinted() {
    return format == Format.PRINTED;
  }

  /** Whether records of this level seldom have a trace. */
  boolean isLow() {
    return level != null && LOW.contains(level);
  }

  /** The path of the web application, where it is named; null where it is not. */
  @Nullable String context() {
    String named = path(message);
    return named != null ? named : path(logger);
  }

  private static @Nullable String path(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher path = PATH.matcher(text);
    return path.find() ? (path.group(1).isEmpty() ? "/" : path.group(1)) : null;
  }
}
