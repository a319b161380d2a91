package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No build writes the README: what it says of the last full run is what that gave. */
class ReadmeTableTest {
  @ParameterizedTest
  @CsvSource({
    "src/test/matrix/last-full-run.md, docs/TESTING.md",
    "src/load/last-load.md, README.md",
    "src/load/last-scan.md, docs/SCAN.md",
  })
  void isThatOfTheLastFullRun(String file, String page) throws IOException {
    String begin = "<!-- " + file + ": begin -->\n";
    String end = "<!-- " + file + ": end -->\n";
    String text = Files.readString(Path.of(page));
    assertThat(text).containsOnlyOnce(begin).containsOnlyOnce(end);
    String table = text.substring(text.indexOf(begin) + begin.length(), text.indexOf(end));

    assertThat(table).isEqualTo(Files.readString(Path.of(file)));
  }
}
