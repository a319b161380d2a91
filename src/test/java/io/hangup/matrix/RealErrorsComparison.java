package io.hangup.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A server without the Valve and one with it, and what they say of the same cases. The table of all
 * goes to {@code target/matrix/}, and what was wrong to the {@code .txt} beside it.
 */
final class RealErrorsComparison implements AutoCloseable {

  private final VanillaErrors vanilla;
  private final RealErrorsServer with;
  private final Path table;
  private final Path details;
  private final List<String> wrong = new ArrayList<>();
  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private int count;

  RealErrorsComparison(Run run) throws Exception {
    Files.createDirectories(MatrixSummary.FOLDER);
    table = MatrixSummary.FOLDER.resolve("real-errors-" + run.file() + ".md");
    details = MatrixSummary.FOLDER.resolve("real-errors-" + run.file() + "-wrong.txt");
    Files.writeString(
        table, "# " + run + "\n| case | without | with | |\n| --- | --- | --- | --- |\n");
    Files.writeString(details, "");
    vanilla = new VanillaErrors(run);
    with = new RealErrorsServer(run, "real-with", true);
  }

  /** Has a case run on a server. */
  interface Trial {
    RealErrorsConsole on(RealErrorsServer server) throws Exception;
  }

  /**
   * Runs a case with the Valve, and without it where that is not known or another outcome; again
   * only as {@link #attempts} has it.
   */
  void compare(String name, Trial trial) throws Exception {
    int attempt = 0;
    RealErrorsConsole loud;
    RealErrorsConsole quiet;
    String verdict;
    do {
      attempt++;
      boolean known = attempt == 1 && !vanilla.of(name).isEmpty();
      Future<RealErrorsConsole> beside =
          known ? null : other.submit(() -> vanilla.runOnceMore(name, trial));
      quiet = run(trial, with);
      loud = beside == null ? vanilla.likest(name, quiet) : beside.get();
      verdict = verdict(loud, quiet);
      if (known && !verdict.equals(MatrixSummary.SAME)) {
        loud = vanilla.runOnceMore(name, trial);
        verdict = verdict(loud, quiet);
      }
      if (!loud.isBroken() && vanilla.of(name).contains(quiet)) {
        loud = quiet;
        verdict = MatrixSummary.SAME;
      }
    } while (attempt < attempts(verdict));
    count++;
    append(
        table,
        "| %s | %s | %s | %s%s |%n"
            .formatted(
                name,
                size(loud),
                size(quiet),
                verdict,
                attempt == 1 ? "" : " at attempt " + attempt));
    if (!verdict.equals(MatrixSummary.SAME)) {
      wrong.add(verdict + ": " + name);
      append(
          details,
          "#### %s: %s%n---- without%n%s---- with%n%s"
              .formatted(verdict, name, loud.text(), quiet.text()));
    }
  }

  /** What the client could not do is part of what came of the case. */
  static RealErrorsConsole run(Trial trial, RealErrorsServer server) throws Exception {
    try {
      return trial.on(server);
    } catch (IOException e) {
      return server.takeUntil("").and("NO END: " + e);
    }
  }

  private static String verdict(RealErrorsConsole loud, RealErrorsConsole quiet) {
    if (loud.isBroken() || quiet.didNotHappen()) {
      return "broken";
    }
    if (loud.equals(quiet)) {
      return MatrixSummary.SAME;
    }
    if (quiet.items().size() < loud.items().size()) {
      return "hidden";
    }
    return loud.withoutFrames().equals(quiet.withoutFrames()) ? "other frames" : "altered";
  }

  /**
   * How often a case may run until it has another verdict. Which of Tomcat's and the JDK's threads
   * comes first varies, but at last all has to be the same; and where the case did not run to its
   * end, with the Valve or without, there is nothing to compare. What is hidden or altered has no
   * second chance.
   */
  private static int attempts(String verdict) {
    return switch (verdict) {
      case "other frames" -> 30;
      case "broken" -> 3;
      default -> 1;
    };
  }

  private static String size(RealErrorsConsole console) {
    return console.items().size() + " records, " + console.text().length() + " chars";
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  /** The cases that differ. */
  List<String> wrong() {
    return wrong;
  }

  /** How many cases have been compared. */
  int count() {
    return count;
  }

  @Override
  public void close() {
    other.shutdownNow();
    vanilla.close();
    with.close();
  }
}
