package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** No build writes the README: what it says of the full matrix is what the last full run gave. */
class ReadmeTableTest {
  private static final String BEGIN = "<!-- src/test/matrix/last-full-run.md: begin -->\n";
  private static final String END = "<!-- src/test/matrix/last-full-run.md: end -->\n";

  @Test
  void isThatOfTheLastFullRun() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));

    assertThat(table).isEqualTo(Files.readString(Path.of("src/test/matrix/last-full-run.md")));
  }
}
