package io.hangup.matrix;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a server logged and printed for one row.
 *
 * @param lines the lines of the logger {@code io.hangup.disconnect}
 * @param records the records at INFO and above
 * @param traces the stack traces, in records or printed
 */
record Outcome(List<String> lines, int records, int traces) {
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\S+ \\S+ \\S+ \\[[^\\]]*\\] io\\.hangup\\.disconnect (.*)$");
  private static final Pattern RECORD =
      Pattern.compile("(?m)^\\d\\d-\\w{3}-\\d{4} \\S+ (?!FINE)\\S+ \\[");
  private static final Pattern TRACE =
      Pattern.compile(
          "(?m)^\\s*(?!Caused by)[\\w.$]+(?:Exception|Error)\\b.*\\R(?:.*\\R)??\\s+at ");

  static Outcome of(String console) {
    return new Outcome(
        LINE.matcher(console).results().map(result -> result.group(1)).toList(),
        count(RECORD, console),
        count(TRACE, console));
  }

  private static int count(Pattern pattern, String text) {
    return (int) pattern.matcher(text).results().map(MatchResult::group).count();
  }

  boolean isSilent() {
    return records == 0 && traces == 0;
  }

  /** Kind and phase of the first line, or a dash. */
  String code() {
    if (lines.isEmpty()) {
      return "-";
    }
    String[] words = lines.get(0).split(" ", 3);
    return words[0] + "/" + words[1];
  }
}
