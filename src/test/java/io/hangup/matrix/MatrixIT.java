package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Abort x place x transport: each row is told of in one line of the right kind and phase, and in
 * nothing else; and the same row is shown without the Valve. The system property {@code
 * hangup.rows} is a regular expression that chooses rows.
 */
@Execution(ExecutionMode.CONCURRENT)
class MatrixIT {
  private static final List<String> WEBAPP_FILES = List.of("WEB-INF/web.xml");

  static List<String> versions() {
    return TomcatDistribution.versions().toList();
  }

  static List<Row> rows() {
    Pattern chosen = Pattern.compile(System.getProperty("hangup.rows", ""));
    return Stream.of(WebSocketRows.all(), Http1Rows.all(), Http2Rows.all())
        .flatMap(List::stream)
        .filter(row -> chosen.matcher(row.name()).find())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void tellsEveryHangUpInOneLine(String version) throws Exception {
    List<String> table = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    List<String> evidence = new ArrayList<>();
    int noisy = 0;
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (MatrixServer without = new MatrixServer(version, "matrix-without", false, WEBAPP_FILES);
        MatrixServer with = new MatrixServer(version, "matrix-with", true, WEBAPP_FILES)) {
      for (Row row : rows()) {
        Future<Outcome> beside = other.submit(() -> run(row, without, outcome -> true));
        Outcome quiet =
            run(row, with, outcome -> row.maySayNothing() || outcome.lines().size() >= row.lines());
        Outcome loud = beside.get();
        noisy += loud.isSilent() ? 0 : 1;
        table.add(line(row, loud, quiet));
        if (!isRight(row, quiet)) {
          wrong.add(row.name() + " expected " + row.expected() + ": " + quiet.codes());
          evidence.add("=== " + wrong.get(wrong.size() - 1) + "\n" + quiet.console());
        }
        Files.write(Path.of("target/matrix-" + version + ".md"), table);
        Files.write(Path.of("target/matrix-" + version + "-wrong.txt"), evidence);
      }
    } finally {
      other.shutdownNow();
    }
    assertThat(wrong).isEmpty();
    assertThat(noisy).as("rows that are noisy without the Valve").isGreaterThan(table.size() / 4);
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

  private static boolean isRight(Row row, Outcome quiet) {
    return quiet.isSilent() && row.isToldBy(quiet);
  }

  private static String line(Row row, Outcome loud, Outcome quiet) {
    return "| "
        + row.name()
        + " | "
        + loud.records()
        + " records, "
        + loud.traces()
        + " traces | "
        + quiet.lines().size()
        + " line "
        + quiet.code()
        + " |";
  }
}
