package io.hangup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
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
  private static final String ROOT = "io.hangup";
  private static final Set<String> SESSIONS =
      Set.of(
          "disconnect",
          "session",
          "internal.jvm",
          "internal.tomcat",
          "internal.connection",
          "internal.classify",
          "internal.report",
          "internal.delivery");

  private static final Path SOURCES = Path.of("src/main/java/io/hangup");
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  /** A file of the main code, and what of it. */
  private static final Pattern NAMED =
      Pattern.compile("`((?:[a-z]+/)*[A-Z]\\w+?)(?:\\.[a-z]\\w+)?`(?<!Test`)");

  /** What is ours that each package may use, besides itself. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("disconnect", Set.of()),
          entry("session", Set.of("disconnect")),
          entry("listener", Set.of("disconnect", "session")),
          entry("internal.adapter", Set.of()),
          entry("internal.jvm", Set.of()),
          entry("internal.tomcat", Set.of()),
          entry("internal.connection", Set.of("disconnect", "internal.jvm")),
          entry(
              "internal.classify", Set.of("disconnect", "internal.connection", "internal.tomcat")),
          entry(
              "internal.report",
              Set.of("disconnect", "internal.jvm", "internal.connection", "internal.classify")),
          entry("internal.delivery", Set.of("disconnect", "session", "listener", "internal.jvm")),
          entry(
              "internal.logging",
              Set.of(
                  "disconnect",
                  "internal.adapter",
                  "internal.jvm",
                  "internal.connection",
                  "internal.classify",
                  "internal.report")),
          entry(
              "internal.metrics",
              Set.of(
                  "disconnect",
                  "session",
                  "listener",
                  "internal.jfr",
                  "internal.jvm",
                  "internal.report",
                  "internal.delivery")),
          entry("internal.jfr", Set.of("disconnect", "session", "listener")),
          entry("internal.jmx", Set.of("disconnect", "listener", "internal.metrics")),
          entry("internal.scan", Set.of("disconnect", "internal.classify", "internal.logging")),
          entry("internal.findings", Set.of("disconnect", "internal.scan", "internal.metrics")),
          entry("cli", Set.of("disconnect", "internal.scan", "internal.findings")),
          entry("internal.request", SESSIONS),
          entry("internal.websocket", SESSIONS),
          entry(
              "internal.runtime",
              Set.of(
                  "disconnect",
                  "session",
                  "listener",
                  "internal.adapter",
                  "internal.jmx",
                  "internal.metrics",
                  "internal.jvm",
                  "internal.tomcat",
                  "internal.connection",
                  "internal.classify",
                  "internal.report",
                  "internal.delivery",
                  "internal.logging",
                  "internal.request",
                  "internal.websocket")),
          entry("internal.logback", Set.of()),
          entry("internal.log4j2", Set.of()),
          entry("logback", Set.of("internal.logback")),
          entry("log4j2", Set.of("internal.log4j2")),
          entry("micrometer", Set.of("disconnect", "session", "listener", "internal.metrics")),
          entry("boot", Set.of("", "logback", "listener", "micrometer")));

  /** What is nobody's of ours that a package may use, besides the JDK and annotations. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          entry("disconnect", Set.of()),
          entry("session", Set.of("jakarta", "org.apache.juli")),
          entry("internal.adapter", Set.of()),
          entry("internal.connection", Set.of()),
          entry("internal.classify", Set.of()),
          entry("internal.report", Set.of("org.apache.juli")),
          entry("internal.logging", Set.of("org.apache.logging.log4j.jul", "org.slf4j.bridge")),
          entry("logback", Set.of("ch.qos.logback", "org.slf4j")),
          entry("log4j2", Set.of("org.apache.logging.log4j")),
          entry(
              "boot",
              Set.of(
                  "ch.qos.logback",
                  "org.apache.catalina",
                  "org.apache.juli",
                  "org.slf4j",
                  "org.springframework")),
          entry("internal.jmx", Set.of("javax.management", "org.apache")),
          entry("internal.scan", Set.of("com.fasterxml.jackson.core", "javax.xml.stream")),
          entry("internal.findings", Set.of()),
          entry("cli", Set.of("picocli", "io.airlift.compress")),
          entry("internal.jfr", Set.of("jdk.jfr")),
          entry("micrometer", Set.of("io.micrometer")));

  static Stream<String> packages() {
    return CLASSES.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> !name.equals(ROOT))
        .map(name -> name.substring(ROOT.length() + 1))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesNothingThatPointsUpwards(String name) {
    assertThat(MAY_USE).as("the packages that are known").containsKey(name);
    Stream<String> ours =
        Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
            .map(each -> each.isEmpty() ? ROOT : ROOT + "." + each);
    Stream<String> libraries =
        LIBRARIES.getOrDefault(name, Set.of("jakarta", "org.apache")).stream()
            .map(each -> each + "..");
    Stream<String> always = Stream.of("java..", "javax.naming..", "org.jspecify..");
    classes()
        .that()
        .resideInAPackage(ROOT + "." + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(ours, libraries, always).flatMap(each -> each).toArray(String[]::new))
        .check(CLASSES);
  }

  /** What users and implementers type stands outside. */
  @Test
  void nobodyOutsideHasToNameWhatIsInternal() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + ".disconnect", ROOT + ".session")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage(ROOT + ".internal..")
        .check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.hangup.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void classesAreFreeOfCycles() {
    SliceAssignment byFile =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT)
                ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
                : SliceIdentifier.ignore();
          }

          @Override
          public String getDescription() {
            return "files";
          }
        };
    slices().assignedFrom(byFile).should().beFreeOfCycles().check(CLASSES);
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
    assertThat(named)
        .allMatch(
            file ->
                Files.exists(SOURCES.resolve(file))
                    || Files.exists(SOURCES.resolve("internal").resolve(file)));
  }
}
