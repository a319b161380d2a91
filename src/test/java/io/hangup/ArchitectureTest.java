package io.hangup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
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

/** One direction: observe, decide, tell, act. What points upwards fails. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/io/hangup");
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target/classes"));

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
                  "io.hangup.logback",
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

  static Stream<String> packages() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesNothingThatPointsUpwards(String name) {
    assertThat(MAY_USE).as("the packages that are known").containsKey(name);
    Stream<String> itself = Stream.of("io.hangup." + name, "java..", "javax.naming..");
    Stream<String> others =
        MAY_USE.get(name).stream().map(each -> each.startsWith("io.hangup") ? each : each + "..");
    classes()
        .that()
        .resideInAPackage("io.hangup." + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(itself, others, Stream.of("org.jspecify.."))
                .flatMap(each -> each)
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.hangup.(*)..").should().beFreeOfCycles().check(CLASSES);
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
}
