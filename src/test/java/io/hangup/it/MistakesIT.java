package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.disconnect.Kind;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator puts in the wrong place costs one line that says where it belongs. */
class MistakesIT {
  private static final String UNTIL_TOMCAT_SAYS = " org.apache.catalina.startup.Catalina.";
  private static final Path LIBRARIES = Path.of("target/libraries");

  @EachTomcat
  void namesTheJarOfTheRightLine(String version) throws Exception {
    Path right = TomcatDistribution.jar(version);
    Path wrong = TomcatDistribution.jar(version.startsWith("9.") ? "10." : "9.");
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "wrong-line")) {
      Files.delete(tomcat.file("lib").resolve(right.getFileName()));
      LoggingLibrary.copy(wrong, tomcat.file("lib"));
      tomcat.valve(ValveXml.with("keep", "STALLED"));
      tomcat.launchUntil(UNTIL_TOMCAT_SAYS);

      assertSays(
          tomcat,
          "SEVERE",
          "[" + wrong.getFileName() + "] is made for Tomcat ",
          "put [" + right.getFileName() + "] in its place");
      assertThat(tomcat.console()).doesNotContain("NoClassDefFoundError");
    }
  }

  @EachTomcat
  void knowsTheFiltersClassFromTheValves(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "filter-as-valve")) {
      tomcat.valve("<Valve className=\"io.hangup.DisconnectFilter\"/>");
      tomcat.launchUntil(UNTIL_TOMCAT_SAYS);

      assertSays(tomcat, "SEVERE", "is a servlet filter", "io.hangup.DisconnectValve");
    }
  }

  @EachTomcat
  void findsAnAdapterWhereNoLibraryIs(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "adapters-in-lib")) {
      LoggingLibrary.copy(adapter("logback"), tomcat.file("lib"));
      LoggingLibrary.copy(adapter("log4j2"), tomcat.file("lib"));
      tomcat.start();

      assertSays(tomcat, "WARNING", "-logback.jar] is beside the Valve's", "WEB-INF/lib");
      assertSays(tomcat, "WARNING", "-log4j2.jar] is beside the Valve's", "WEB-INF/lib");
    }
  }

  /** An upgrade that left the old one where it was. */
  @EachTomcat
  void findsASecondJarBesideItsOwn(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "two-jars")) {
      Files.copy(
          TomcatDistribution.jar(version), tomcat.file("lib").resolve("tomcat-hangup-0.0.9.jar"));
      tomcat.start();

      assertSays(tomcat, "WARNING", "more than once [", "tomcat-hangup-0.0.9.jar", "keep the one");
    }
  }

  @EachTomcat
  void findsACopyInAWebApplication(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "copy-in-webapp")) {
      tomcat.deploySample("/chat");
      LoggingLibrary.copy(TomcatDistribution.jar(version), tomcat.file("webapps/chat/WEB-INF/lib"));
      tomcat.start();

      assertSays(tomcat, "WARNING", "[chat] has a copy of Hangup's jar", "take it out");
    }
  }

  @EachTomcat
  void namesTheAdapterThatALibraryNeeds(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "no-adapter")) {
      tomcat.deploySample("/logback").deploySample("/log4j2").deploySample("/jul");
      LoggingLibrary.copyAll(
          LIBRARIES.resolve("logback"), tomcat.file("webapps/logback/WEB-INF/lib"));
      LoggingLibrary.copyAll(
          LIBRARIES.resolve("log4j2"), tomcat.file("webapps/log4j2/WEB-INF/lib"));
      tomcat.start();

      assertSays(tomcat, "WARNING", "[logback] logs with Logback", "-logback.jar]", "turboFilter");
      assertSays(tomcat, "WARNING", "[log4j2] logs with Log4j 2", "-log4j2.jar]", "log4j2.xml");
      assertThat(warnings(tomcat)).hasSize(2);
    }
  }

  @EachTomcat
  void sawThatNoConfigurationUsesAnAdapter(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "unused-adapter")) {
      tomcat.deploySample("/chat");
      LoggingLibrary.copyAll(LIBRARIES.resolve("logback"), tomcat.file("webapps/chat/WEB-INF/lib"));
      LoggingLibrary.copy(adapter("logback"), tomcat.file("webapps/chat/WEB-INF/lib"));
      tomcat.start();
      assertThat(warnings(tomcat)).isEmpty();
      Scenario.hangUp(tomcat.port(), "/chat", 1);

      await().until(() -> !warnings(tomcat).isEmpty());
      assertSays(tomcat, "WARNING", "[chat] has an adapter's jar", "turboFilter");
    }
  }

  @EachTomcat
  void seesThatTwoValvesContradictEachOther(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "two-valves")) {
      tomcat.valve(
          ValveXml.with("keep", "RESET")
              + ValveXml.with("pingInterval", "25")
              + ValveXml.with("pingInterval", "25", "keep", "RESET"));
      tomcat.start();

      assertThat(warnings(tomcat))
          .hasSize(3)
          .allMatch(line -> line.contains("[StandardEngine[Catalina]] and contradict each other ["))
          .anyMatch(line -> line.contains("[keep, pingInterval, "));
    }
  }

  @EachTomcat
  void namesTheRegistriesThatAWebApplicationOffers(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "offered")) {
      tomcat.deploySample("/chat").offering("/chat", "io.hangup.sample.ChatRegistry").start();

      assertSays(
          tomcat, "INFO", "[chat] offers session registries [io.hangup.sample.ChatRegistry]");
    }
  }

  /** A hundred disconnects leave something to withhold, unless everything is kept. */
  @Test
  void saysThatNothingIsWithheld() throws Exception {
    String version = TomcatDistribution.newest();
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "nothing-withheld")) {
      String all = Stream.of(Kind.values()).map(Kind::name).collect(Collectors.joining(","));
      tomcat.valve(ValveXml.with("keep", all)).deploySample("/chat").start();
      Scenario.hangUp(tomcat.port(), "/chat", 120);
      tomcat.stop();

      assertSays(tomcat, "INFO", "stopped: disconnects [120]", "Nothing was withheld: ");
    }
  }

  /** The start line says how to see the lines only where they are not to be seen. */
  @Test
  void saysHowToSeeTheLines() throws Exception {
    String version = TomcatDistribution.newest();
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "unseen")) {
      tomcat.logging("io.hangup.disconnect.level = INFO").start();
      assertSays(tomcat, "INFO", "started: ", "io.hangup.disconnect.level = FINE in logging");
    }
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "seen")) {
      tomcat.logging("io.hangup.disconnect.level = FINE").start();
      assertSays(tomcat, "INFO", "started: ");
      assertThat(tomcat.console()).doesNotContain("to see each disconnect");
    }
  }

  private static void assertSays(TomcatDistribution tomcat, String level, String... words) {
    assertThat(tomcat.console().lines())
        .filteredOn(
            line -> line.contains(level) && Stream.of(words).allMatch(word -> line.contains(word)))
        .as("%s in %s", List.of(words), tomcat.console())
        .hasSize(1);
  }

  private static List<String> warnings(TomcatDistribution tomcat) {
    return tomcat
        .console()
        .lines()
        .filter(line -> line.contains("WARNING") && line.contains(" io.hangup."))
        .toList();
  }

  private static Path adapter(String library) {
    return Path.of(System.getProperty("hangup.jar").replace(".jar", "-" + library + ".jar"));
  }
}
