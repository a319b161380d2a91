package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Abort x place x transport: each row is told of in one line of the right kind and phase, and in
 * nothing else; and the same row is shown without the Valve. The system property {@code
 * hangup.rows} is a regular expression that chooses rows.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class MatrixIT {
  /**
   * How often a row may run until it is right: of thousands on a busy machine, one now and then has
   * a client that comes too late for its scene. The table tells which it was, and what it said.
   */
  private static final int ATTEMPTS = 2;

  static Stream<Run> runs() {
    return Run.inEveryLanguage();
  }

  /** The full matrix, or with {@code hangup.cover} that part of it. */
  private static List<Row> rows(Run run) {
    return Cover.IS_ALL_THAT_RUNS ? Cover.rows(run) : Choice.rows(run);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void tellsEveryHangUpInOneLine(Run run) throws Exception {
    run.assumePossible();
    MatrixTable table = new MatrixTable(run);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (MatrixServer without = new MatrixServer(run, "matrix-without", false);
        MatrixServer with = new MatrixServer(run, "matrix-with", true)) {
      for (Row row : rows(run)) {
        boolean right = false;
        for (int attempt = 1; attempt <= ATTEMPTS && !right; attempt++) {
          Future<Outcome> beside = other.submit(() -> run(row, without, outcome -> true));
          Outcome quiet =
              run(
                  row,
                  with,
                  outcome -> row.maySayNothing() || outcome.lines().size() >= row.lines());
          right = table.add(row, beside.get(), quiet, attempt);
        }
      }
    } finally {
      other.shutdownNow();
    }
    assertThat(table.wrong()).isEmpty();
    assertThat(table.noisy()).as("noisy without the Valve").isGreaterThan(table.size() / 4);
  }

  /** A client that could not hang up as it was to, is part of what came of the row. */
  private static Outcome run(Row row, MatrixServer server, Predicate<Outcome> atLeast)
      throws IOException, InterruptedException {
    server.take();
    try {
      row.client().hangUp(server.port(row.connection()));
    } catch (Exception | AssertionError e) {
      return Outcome.of(server.take() + "\nThe client failed: " + e + "\n\tat the client\n");
    }
    return Outcome.of(server.takeUntilQuiet(console -> atLeast.test(Outcome.of(console))));
  }
}
