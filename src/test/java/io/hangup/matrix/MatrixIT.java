package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Patience;
import java.io.IOException;
import java.time.Duration;
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

  /** After so many of a run the rest is not waited for: something is broken, not slow. */
  private static final int MANY_WRONG = 3;

  private static final Duration HOPELESS = Duration.ofSeconds(6);

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
    try (VanillaRows without = new VanillaRows(run);
        MatrixServer with = new MatrixServer(run, "matrix-with", true)) {
      for (Row row : rows(run)) {
        boolean hopeless = table.wrong().size() >= MANY_WRONG;
        boolean right = false;
        for (int attempt = 1; attempt <= (hopeless ? 1 : ATTEMPTS) && !right; attempt++) {
          Future<Outcome> beside = other.submit(() -> without.of(row));
          Outcome quiet =
              run(
                  row,
                  with,
                  hopeless ? HOPELESS : Patience.EVENT,
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

  static Outcome run(Row row, MatrixServer server, Duration patience, Predicate<Outcome> atLeast)
      throws IOException, InterruptedException {
    server.take();
    try {
      row.client().hangUp(server.port(row));
    } catch (Exception | AssertionError e) {
      return Outcome.ofFailedClient(server.take(), e);
    }
    return Outcome.of(
        server.takeUntilQuiet(patience, console -> atLeast.test(Outcome.of(console))));
  }
}
