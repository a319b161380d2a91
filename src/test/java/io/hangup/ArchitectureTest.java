package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One direction: observe, decide, tell, act. An import that points upwards fails. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/io/hangup");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?([a-z0-9.]+)\\.[A-Z]");

  /** A file of the main code, and what of it. */
  private static final Pattern NAMED =
      Pattern.compile("`((?:[a-z]+/)?[A-Z]\\w+?)(?:\\.[a-z]\\w+)?`(?<!Test`)");

  /** What each package may use, besides itself, the JDK and annotations. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "bridge", Set.of(),
          "classify", Set.of("io.hangup.internals"),
          "internals", Set.of("org.apache"),
          "report", Set.of("io.hangup.classify", "org.apache.juli"),
          "session", Set.of("io.hangup.classify", "jakarta", "org.apache.juli"),
          "gate",
              Set.of(
                  "io.hangup.bridge",
                  "io.hangup.classify",
                  "io.hangup.report",
                  "org.apache.logging.log4j.jul",
                  "org.slf4j.bridge"),
          "logback", Set.of("io.hangup.bridge", "ch.qos.logback", "org.slf4j"),
          "log4j2", Set.of("io.hangup.bridge", "org.apache.logging.log4j"),
          "boot",
              Set.of(
                  "io.hangup",
                  "ch.qos.logback",
                  "org.apache.catalina",
                  "org.slf4j",
                  "org.springframework"),
          "websocket",
              Set.of(
                  "io.hangup.classify",
                  "io.hangup.report",
                  "io.hangup.gate",
                  "io.hangup.internals",
                  "io.hangup.session",
                  "jakarta",
                  "org.apache"));

  static List<Path> packages() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  void importsPointOneWay(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    assertThat(MAY_USE).as("the packages that are known").containsKey(name);

    assertThat(imports(folder))
        .allMatch(
            used ->
                used.startsWith("java.")
                    || used.startsWith("javax.naming")
                    || used.startsWith("org.jspecify.")
                    || used.equals("io.hangup." + name)
                    || MAY_USE.get(name).stream().anyMatch(used::startsWith));
  }

  /** What the page says that decides something is there. */
  @Test
  void thePageNamesFilesThatExist() throws IOException {
    String page = Files.readString(Path.of("ARCHITECTURE.md"));
    List<String> named =
        NAMED
            .matcher(page.substring(page.indexOf("## Where is")))
            .results()
            .map(match -> match.group(1) + ".java")
            .distinct()
            .toList();
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(named).allMatch(file -> Files.exists(SOURCES.resolve(file)));
  }

  private static List<String> imports(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> IMPORT.matcher(read(file)).results().map(match -> match.group(1)))
          .distinct()
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
