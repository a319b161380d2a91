package io.hangup.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What came of the rows of one run, written to {@code target/} while it runs. */
final class MatrixTable {
  private static final String WAITED = "STALLED/read";

  private final Path table;
  private final Path evidence;
  private final List<String> lines = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final StringBuilder consoles = new StringBuilder();
  private int noisy;

  MatrixTable(Run run) throws IOException {
    Files.createDirectories(MatrixSummary.FOLDER);
    table = MatrixSummary.FOLDER.resolve("hang-ups-" + run.file() + ".md");
    evidence = MatrixSummary.FOLDER.resolve("hang-ups-" + run.file() + "-wrong.txt");
    lines.add("# " + run);
    lines.add("| Place | Abort | Connector | Without | With | |");
    lines.add("|---|---|---|---|---|---|");
  }

  /**
   * Adds what came of a row; a further attempt takes the place of the one before.
   *
   * @param loud what came of it without the Valve
   * @param quiet and with it
   * @return whether that is as it should be
   */
  boolean add(Row row, Outcome loud, Outcome quiet, int attempt) throws IOException {
    if (attempt > 1) {
      lines.remove(lines.size() - 1);
      wrong.remove(wrong.size() - 1);
    } else {
      noisy += loud.isSilent() ? 0 : 1;
    }
    boolean right = isAsLoudAsItShould(loud, quiet) && row.isToldBy(quiet);
    String verdict = right ? MatrixSummary.RIGHT : MatrixSummary.WRONG;
    lines.add(
        "| %s | %d records, %d traces | %s | %s |"
            .formatted(
                row.name(),
                loud.records(),
                loud.traces(),
                quiet.lines().size() + " x " + quiet.code(),
                attempt == 1 ? verdict : verdict + MatrixSummary.AGAIN));
    if (!right) {
      wrong.add(row.name() + " expected " + row.expected() + ": " + quiet.codes());
      consoles
          .append("=== ")
          .append(wrong.get(wrong.size() - 1))
          .append('\n')
          .append(quiet.console());
      Files.writeString(evidence, consoles);
    }
    Files.write(table, lines);
    return right;
  }

  /**
   * Nothing is said, unless the server has only waited in vain for a request's body: that client is
   * there, and gets an error, so everything is said as without the Valve.
   */
  private static boolean isAsLoudAsItShould(Outcome loud, Outcome quiet) {
    boolean stays = !quiet.lines().isEmpty() && Set.of(WAITED).containsAll(quiet.codes());
    return stays
        ? quiet.records() == loud.records() && quiet.traces() == loud.traces()
        : quiet.isSilent();
  }

  /** The rows that were missed, told of wrongly, or not quiet, however often they ran. */
  List<String> wrong() {
    return wrong;
  }

  /** The number of rows that are noisy without the Valve. */
  int noisy() {
    return noisy;
  }

  int size() {
    return lines.size() - MatrixSummary.HEAD;
  }
}
