package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.TomcatDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Abort x place x transport: each row is told of in one line of the right kind and phase, and in
 * nothing else; and the same row is shown without the Valve. The system property {@code
 * hangup.rows} is a regular expression that chooses rows.
 */
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
    int noisy = 0;
    try (MatrixServer without = new MatrixServer(version, "matrix-without", false, WEBAPP_FILES);
        MatrixServer with = new MatrixServer(version, "matrix-with", true, WEBAPP_FILES)) {
      for (Row row : rows()) {
        Outcome loud = run(row, without, console -> true);
        Outcome quiet =
            run(
                row,
                with,
                console ->
                    row.maySayNothing() || Outcome.of(console).lines().size() >= row.lines());
        noisy += loud.isSilent() ? 0 : 1;
        table.add(line(row, loud, quiet));
        if (!isRight(row, quiet)) {
          wrong.add(row.name() + " expected " + row.expected() + ": " + quiet);
        }
        Files.write(Path.of("target/matrix-" + version + ".md"), table);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(noisy).as("rows that are noisy without the Valve").isGreaterThan(table.size() / 4);
  }

  private static Outcome run(
      Row row, MatrixServer server, java.util.function.Predicate<String> atLeast) throws Exception {
    server.take();
    row.client().hangUp(server.port(row.connection()));
    return Outcome.of(server.takeUntilQuiet(atLeast));
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
