package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Patience;
import io.hangup.fixture.ResettingBackend;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Logback and Log4j 2, in an application and in the server, each as its example says. */
class LoggingLibrariesIT {
  private static final int HANG_UPS = 7;

  /** The failures that the application has caught, and of which it says what they did to it. */
  private static final int CAUGHT = 4;

  private static final int RELOADS = 5;
  private static final String LOADER = "org.apache.catalina.loader.ParallelWebappClassLoader";
  private static final String SERVER_STARTED = " Server startup in [";

  private static final Pattern NOISE =
      Pattern.compile("(?m)^.* (SEVERE|WARNING|WARN|ERROR) \\[.*$");
  private static final Pattern LINE =
      Pattern.compile("(?m)^.* (FINE|DEBUG) \\[.*io\\.hangup\\.disconnect .*$");

  /** Each library on each Tomcat. */
  static Stream<Arguments> setUps() {
    return TomcatDistribution.versions()
        .flatMap(
            version ->
                Stream.of(LoggingLibrary.values()).map(library -> Arguments.of(version, library)));
  }

  @ParameterizedTest
  @MethodSource("setUps")
  void isNoisyWithoutTheValve(String version, LoggingLibrary library) throws Exception {
    try (TomcatDistribution tomcat = started(version, library, "without", "")) {
      hangUp(tomcat);
      await()
          .atMost(AbortsServer.PATIENCE)
          .until(() -> lines(NOISE, logs(tomcat)).size() >= HANG_UPS + 1);

      // Each once, and the one that Tomcat logs again.
      assertThat(lines(NOISE, logs(tomcat))).hasSize(HANG_UPS + 1);
      assertThat(logs(tomcat)).contains("\tat ");
    }
  }

  @ParameterizedTest
  @MethodSource("setUps")
  void tellsOneLineOfEachHangUpWithTheValve(String version, LoggingLibrary library)
      throws Exception {
    try (TomcatDistribution tomcat = started(version, library, "with", TomcatDistribution.VALVE)) {
      hangUp(tomcat);
      await()
          .atMost(AbortsServer.PATIENCE)
          .until(() -> lines(LINE, tomcat.consoleSinceStart()).size() >= HANG_UPS);

      // A line is told after what it stands for has been withheld: nothing comes later.
      assertThat(lines(NOISE, logs(tomcat)))
          .hasSize(CAUGHT)
          .allMatch(line -> line.matches(".* failed \\[client gone: [A-Z_]+/write]"))
          .anyMatch(line -> line.contains("Streaming /params failed"))
          .anyMatch(line -> line.contains("Streaming /text-words failed"));
      assertThat(logs(tomcat)).doesNotContain("\tat ");
      tomcat.stop();
      assertThat(lines(LINE, tomcat.consoleSinceStart()))
          .hasSize(HANG_UPS)
          .anyMatch(line -> line.contains(" record [ERROR] message [WebSocket error]"));
      // In the line, or in one of its own if that has been told by then.
      assertThat(tomcat.consoleSinceStart())
          .contains(
              " message [Servlet.service() for servlet",
              "disconnects [7], withheld records [4], shortened records [" + CAUGHT + "]");
    }
  }

  /** Whatever the application says. */
  @ParameterizedTest
  @MethodSource("setUps")
  void tellsOneLineAndNothingElseIfThatIsWanted(String version, LoggingLibrary library)
      throws Exception {
    String valve = ValveXml.with("applicationRecords", "downgrade");
    try (TomcatDistribution tomcat = started(version, library, "downgrade", valve)) {
      hangUp(tomcat);
      await()
          .atMost(AbortsServer.PATIENCE)
          .until(() -> lines(LINE, tomcat.consoleSinceStart()).size() >= HANG_UPS);

      assertThat(lines(NOISE, logs(tomcat))).isEmpty();
      assertThat(logs(tomcat)).doesNotContain("\tat ");
      tomcat.stop();
      assertThat(lines(LINE, tomcat.consoleSinceStart()))
          .hasSize(HANG_UPS)
          .anyMatch(line -> line.contains(" record [ERROR] message [Streaming /params failed]"));
      assertThat(tomcat.consoleSinceStart())
          .contains("disconnects [" + HANG_UPS + "], withheld records [" + (HANG_UPS + 1) + "]");
    }
  }

  @ParameterizedTest
  @MethodSource("setUps")
  void leavesARealErrorAsItWas(String version, LoggingLibrary library) throws Exception {
    String without = backendReset(version, library, "backend-without", "");
    String with = backendReset(version, library, "backend-with", TomcatDistribution.VALVE);

    assertThat(without).contains("java.net.SocketException: Connection reset", "\tat ");
    assertThat(with).isEqualTo(without);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGBACK", "LOG4J2"})
  void keepsNoApplicationThatWasReloaded(LoggingLibrary library) throws Exception {
    try (TomcatDistribution tomcat =
        deployed(TomcatDistribution.newest(), library, "reload", TomcatDistribution.VALVE)) {
      tomcat.deploy("/control", "io/hangup/it/control").startUntil(SERVER_STARTED);
      for (int i = 1; i <= RELOADS; i++) {
        int told = i * HANG_UPS;
        hangUp(tomcat);
        await()
            .atMost(AbortsServer.PATIENCE)
            .until(() -> lines(LINE, tomcat.consoleSinceStart()).size() >= told);
        tomcat.get("/control/control/reload");
      }

      // One for each application that runs; Tomcat itself waits for clients that have gone.
      await()
          .atMost(Patience.EVENT)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(tomcat.instances(LOADER)).isEqualTo(2));
      assertThat(lines(LINE, tomcat.consoleSinceStart())).hasSize(RELOADS * HANG_UPS);
    }
  }

  /** Logback's {@code scan} and Log4j's {@code monitorInterval}: filters are made anew. */
  @ParameterizedTest
  @EnumSource(names = {"LOGBACK", "LOG4J2"})
  void goesOnWhenTheLibraryReadsItsConfigurationAgain(LoggingLibrary library) throws Exception {
    try (TomcatDistribution tomcat =
        deployed(TomcatDistribution.newest(), library, "scan", TomcatDistribution.VALVE)) {
      library.editConfiguration(
          tomcat,
          xml ->
              xml.replace(
                      "<configuration>",
                      "<configuration scan=\"true\" scanPeriod=\"1 second\" debug=\"true\">")
                  .replace("<Configuration ", "<Configuration monitorInterval=\"1\" "));
      tomcat.startUntil(SERVER_STARTED);
      hangUp(tomcat);
      library.editConfiguration(tomcat, xml -> xml.replace("%logger %msg", "%logger anew %msg"));
      // Logback says so itself; under Tomcat it keeps its pattern, without Hangup as well.
      String sign =
          library == LoggingLibrary.LOGBACK ? " - Resetting loggerContext [" : " anew Streaming ";
      await()
          .atMost(AbortsServer.PATIENCE)
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                AbortsServer.resetIn(tomcat, "/params");
                return logs(tomcat).contains(sign);
              });

      int before = lines(LINE, tomcat.consoleSinceStart()).size();
      hangUp(tomcat);
      await()
          .atMost(AbortsServer.PATIENCE)
          .until(() -> lines(LINE, tomcat.consoleSinceStart()).size() >= before + HANG_UPS);
      assertThat(logs(tomcat)).doesNotContain("\tat ");
    }
  }

  private static TomcatDistribution started(
      String version, LoggingLibrary library, String name, String valve) throws IOException {
    return deployed(version, library, name, valve).startUntil(SERVER_STARTED);
  }

  private static TomcatDistribution deployed(
      String version, LoggingLibrary library, String name, String valve) throws IOException {
    String folder = "library-" + library.name().toLowerCase(Locale.ROOT) + "-" + name;
    TomcatDistribution tomcat = new TomcatDistribution(version, folder).valve(valve);
    tomcat.deploy(AbortsServer.CONTEXT, "io/hangup/it/logged");
    tomcat.logging("io.hangup.disconnect.level = FINE");
    library.addTo(tomcat);
    return tomcat;
  }

  /** In the application's log, in Tomcat's, and in both. */
  private static void hangUp(TomcatDistribution tomcat) throws IOException {
    for (String path : List.of("/once", "/params", "/again", "/text", "/text-words")) {
      AbortsServer.resetIn(tomcat, path);
    }
    RudeClient.webSocket(tomcat.port(), "/app/socket").reset();
    RudeClient.webSocket(tomcat.port(), "/app/socket").vanish();
  }

  private static String backendReset(
      String version, LoggingLibrary library, String name, String valve) throws Exception {
    try (TomcatDistribution tomcat = started(version, library, name, valve);
        ResettingBackend backend = new ResettingBackend();
        RudeClient client = RudeClient.webSocket(tomcat.port(), "/app/socket")) {
      client.send(Integer.toString(backend.port()));
      await()
          .atMost(AbortsServer.PATIENCE)
          .until(() -> tomcat.consoleSinceStart().contains("java.lang.Thread.run"));
      return tomcat.consoleSinceStart().replaceAll("(?m)^\\d\\d:\\S+ (\\S+) \\[[^\\]]*\\]", "$1");
    }
  }

  /** The console, and the file that holds what Tomcat's own logging says of applications. */
  private static String logs(TomcatDistribution tomcat) throws IOException {
    return tomcat.consoleSinceStart() + tomcat.log("localhost.");
  }

  private static List<String> lines(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group()).toList();
  }
}
