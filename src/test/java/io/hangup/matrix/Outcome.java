package io.hangup.matrix;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server logged and printed for one row.
 *
 * @param lines the lines of the logger {@code io.hangup.disconnect}
 * @param records the records at INFO and above, without those that were shortened
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

  /** What is left of a record that has lost its stack trace. */
  private static final Pattern SHORTENED = Pattern.compile(" \\[client gone: (\\w+/\\w+)]$");

  private static final String FAILED_CLIENT = "The client failed: ";

  /** A client that could not hang up as it was to, is part of what came of the row. */
  static Outcome ofFailedClient(String console, Throwable failure) {
    return of(console + "\n" + FAILED_CLIENT + failure + "\n\tat the client\n");
  }

  static Outcome of(String console) {
    List<MatchResult> records = RECORD.matcher(console).results().toList();
    List<String> lines =
        records.stream().filter(Outcome::isLine).map(record -> record.group(2)).toList();
    List<String> codes = codes(lines);
    long others =
        records.stream()
            .filter(record -> !isLine(record) && !isWithheld(record))
            .filter(record -> !isShortened(record, codes))
            .count();
    return new Outcome(lines, (int) others, count(TRACE, console), console);
  }

  /** Words of the application's own, with the same kind and phase that a line has. */
  private static boolean isShortened(MatchResult record, List<String> codes) {
    Matcher end = SHORTENED.matcher(record.group(2));
    return end.find() && codes.contains(end.group(1));
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
    return codes(lines);
  }

  private static List<String> codes(List<String> lines) {
    return lines.stream().map(line -> line.split(" ", 3)).map(w -> w[0] + "/" + w[1]).toList();
  }

  /** The different codes, or a dash. */
  String code() {
    return lines.isEmpty() ? "-" : String.join(", ", new TreeSet<>(codes()));
  }
}
