package io.hangup.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the summary of the tables in {@code target/matrix/} beside them, or in {@code
 * target/cover/}: {@code mvn verify -Pmatrix} and {@code -Pcover} run it last.
 */
public final class MatrixSummary {
  static final Path FOLDER = Path.of(Cover.IS_ALL_THAT_RUNS ? "target/cover" : "target/matrix");
  static final Path SUMMARY = FOLDER.resolve("summary.md");
  static final String RIGHT = "as it should be";
  static final String WRONG = "**wrong**";
  static final String AGAIN = ", when run again";
  static final String SAME = "same";

  /** How many lines of a table's file are none of its rows': the run, and the table's head. */
  static final int HEAD = 3;

  /** What Maven is given to run a part. */
  private static final List<String> NARROWING =
      List.of("hangup.runs", "hangup.rows", "hangup.errors", "it.test");

  /** Of a row's first cells. */
  private static final int PLACE = 1;

  private static final int ABORT = 2;
  private static final int CONNECTOR = 3;
  private static final int WITHOUT = 4;

  private MatrixSummary() {}

  public static void main(String[] args) throws IOException {
    Files.deleteIfExists(SUMMARY);
    if (NARROWING.stream().anyMatch(name -> System.getProperty(name) != null)) {
      System.out.println("No " + SUMMARY + ": this was no whole run");
      return;
    }
    String summary = hangUps() + "\n" + realErrors();
    Files.writeString(SUMMARY, summary);
    System.out.println(SUMMARY + ":\n" + summary);
  }

  private static String hangUps() throws IOException {
    StringBuilder table =
        new StringBuilder(
            "| Tomcat | Hang-ups | Places | Ways to hang up | Connectors | Noisy without"
                + " Hangup | Missed or reported wrongly | At the first attempt |\n"
                + "|---|---|---|---|---|---|---|---|\n");
    for (Path file : files("hang-ups-")) {
      List<String[]> rows = rows(file);
      table.append(
          "| %s | %d | %d | %d | %d | %d | %d | %d |\n"
              .formatted(
                  run(file),
                  rows.size(),
                  different(rows, row -> row[PLACE]),
                  different(rows, row -> row[ABORT]),
                  different(rows, row -> row[CONNECTOR]),
                  rows.stream().filter(row -> !row[WITHOUT].startsWith("0 records, 0")).count(),
                  count(rows, verdict -> verdict.startsWith(WRONG)),
                  count(rows, verdict -> !verdict.equals(RIGHT))));
    }
    return table.toString();
  }

  private static String realErrors() throws IOException {
    StringBuilder table =
        new StringBuilder("| Tomcat | Real errors | Hidden or altered |\n|---|---|---|\n");
    for (Path file : files("real-errors-")) {
      List<String[]> rows = rows(file);
      table.append(
          "| %s | %d | %d |\n"
              .formatted(
                  run(file), rows.size(), count(rows, verdict -> !verdict.startsWith(SAME))));
    }
    return table.toString();
  }

  private static List<Path> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().matches(prefix + ".*\\.md"))
          .sorted()
          .toList();
    }
  }

  /** The cells of each row of a table. */
  private static List<String[]> rows(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(HEAD).map(line -> line.split(" ?\\| ?", -1)).toList();
    }
  }

  private static int different(List<String[]> rows, Function<String[], String> cell) {
    return rows.stream().map(cell).collect(Collectors.toSet()).size();
  }

  private static long count(List<String[]> rows, Predicate<String> verdict) {
    return rows.stream().map(MatrixSummary::verdict).filter(verdict).count();
  }

  /** The last cell: the name of a case is several. */
  private static String verdict(String[] row) {
    return row[row.length - 2];
  }

  private static String run(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElseThrow().substring("# ".length());
    }
  }
}
