package io.hangup.matrix;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a server logged and printed for one row.
 *
 * @param lines the lines of the logger {@code io.hangup.disconnect}
 * @param records the records at INFO and above
 * @param traces the stack traces, in records or printed
 * @param console all of it, as it was printed
 */
record Outcome(List<String> lines, int records, int traces, String console) {
  /** Time, level in the server's language, thread, source, message. */
  private static final Pattern RECORD =
      Pattern.compile("(?m)^\\d\\d-\\S+-\\d{4} \\S+ \\S+ \\[[^\\]]*\\] (\\S+) (.*)$");

  private static final Pattern TRACE =
      Pattern.compile(
          "(?m)^\\s*(?!Caused by)[\\w.$]+(?:Exception|Error)\\b.*\\R(?:.*\\R)??\\s+at ");

  private static final String FAILED_CLIENT = "The client failed: ";

  /** A client that could not hang up as it was to, is part of what came of the row. */
  static Outcome ofFailedClient(String console, Throwable failure) {
    return of(console + "\n" + FAILED_CLIENT + failure + "\n\tat the client\n");
  }

  static Outcome of(String console) {
    List<MatchResult> records = RECORD.matcher(console).results().toList();
    List<String> lines =
        records.stream().filter(Outcome::isLine).map(record -> record.group(2)).toList();
    long withheld = records.stream().filter(Outcome::isWithheld).count();
    return new Outcome(
        lines, records.size() - lines.size() - (int) withheld, count(TRACE, console), console);
  }

  private static boolean isLine(MatchResult record) {
    return record.group(1).equals("io.hangup.disconnect");
  }

  /** What a line that had been told by then could not say any more: at FINE as well. */
  private static boolean isWithheld(MatchResult record) {
    return record.group(1).equals("io.hangup.withheld");
  }

  private static int count(Pattern pattern, String text) {
    return (int) pattern.matcher(text).results().map(MatchResult::group).count();
  }

  boolean isOfAFailedClient() {
    return console.contains("\n" + FAILED_CLIENT);
  }

  boolean isSilent() {
    return records == 0 && traces == 0;
  }

  /** Kind and phase of each line. */
  List<String> codes() {
    return lines.stream().map(line -> line.split(" ", 3)).map(w -> w[0] + "/" + w[1]).toList();
  }

  /** The different codes, or a dash. */
  String code() {
    return lines.isEmpty() ? "-" : String.join(", ", new TreeSet<>(codes()));
  }
}
