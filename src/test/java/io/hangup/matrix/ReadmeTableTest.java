package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No build writes the README: what it says of the last full run is what that gave. */
class ReadmeTableTest {
  @ParameterizedTest
  @ValueSource(strings = {"src/test/matrix/last-full-run.md", "src/load/last-load.md"})
  void isThatOfTheLastFullRun(String file) throws IOException {
    String begin = "<!-- " + file + ": begin -->\n";
    String end = "<!-- " + file + ": end -->\n";
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).containsOnlyOnce(begin).containsOnlyOnce(end);
    String table = readme.substring(readme.indexOf(begin) + begin.length(), readme.indexOf(end));

    assertThat(table).isEqualTo(Files.readString(Path.of(file)));
  }
}
