package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.ResettingBackend;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same hang-ups on real Tomcats, without the Valve and with it. */
class HangUpIT {
  private static final int HANG_UPS = 16;
  private static final Pattern FRAME = Pattern.compile("(?m)^\\s+at [\\w.$/@]+\\(");
  private static final Pattern SEVERE = Pattern.compile("(?m)^\\S+ \\S+ SEVERE ");
  private static final Pattern LINE = Pattern.compile("(?m)^.* FINE .*io\\.hangup\\.disconnect.*$");

  static List<String> versions() {
    return TomcatDistribution.claimedVersions().toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void isNoisyWithoutTheValve(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "without")) {
      tomcat.withoutValve().deploySample("/chat").start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);

      // 12 records of the endpoint without @OnError, 4 traces of the one that prints.
      await().until(() -> count(SEVERE, tomcat.consoleSinceStart()) >= 12);
      await().until(() -> count(FRAME, tomcat.consoleSinceStart()) >= 16 * 10);
      assertThat(tomcat.get("/chat/stats")).as("sessions left").startsWith(HANG_UPS + " ");
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void isSilentWithTheValveAtDefaultLevels(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "with")) {
      tomcat.deploySample("/chat").start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);

      awaitDrops(tomcat);
      assertThat(tomcat.consoleSinceStart()).isEmpty();
      assertThat(tomcat.logSinceStart("catalina")).doesNotContain("SEVERE", "WARNING");
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void tellsOneLinePerHangUpAtFine(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "fine")) {
      tomcat.deploySample("/chat").logging("io.hangup.disconnect.level = FINE").start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);

      awaitDrops(tomcat);
      await().until(() -> count(LINE, tomcat.log("catalina")) >= HANG_UPS);
      String log = tomcat.log("catalina");
      assertThat(lines(LINE, log))
          .hasSize(HANG_UPS)
          .allMatch(line -> line.contains(" context [/chat] endpoint [/"))
          .allMatch(line -> line.matches(".* open \\[\\d+\\.\\ds\\] evidence \\[[A-Z_]+\\].*"));
      assertThat(lines(LINE, log).stream().filter(line -> line.contains("RESET read websocket [")))
          .hasSize(6);
      assertThat(lines(LINE, log).stream().filter(line -> line.contains("EOF read websocket [")))
          .hasSize(6);
      assertThat(lines(LINE, log).stream().filter(line -> line.contains(" write websocket [")))
          .hasSize(4);
      assertThat(count(FRAME, tomcat.consoleSinceStart())).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void leavesARealErrorAsItWas(String version) throws Exception {
    String without;
    String with;
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "backend-without")) {
      tomcat.withoutValve().deploySample("/chat").start();
      without = recordOfBackendReset(tomcat);
    }
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "backend-with")) {
      tomcat.deploySample("/chat").start();
      with = recordOfBackendReset(tomcat);
    }
    assertThat(without)
        .contains(
            "SEVERE", "java.net.SocketException: Connection reset", "BackendEndpoint.message");
    assertThat(with).isEqualTo(without);
  }

  private static String recordOfBackendReset(TomcatDistribution tomcat) throws IOException {
    try (ResettingBackend backend = new ResettingBackend();
        RudeClient client = RudeClient.webSocket(tomcat.port(), "/chat/backend")) {
      client.send(Integer.toString(backend.port()));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> tomcat.consoleSinceStart().contains("java.lang.Thread.run"));
      return tomcat
          .consoleSinceStart()
          .replaceAll("(?m)^\\d\\d-\\S+ \\S+ ", "")
          .replaceAll("\\[http-nio-[^\\]]*\\]", "[thread]");
    }
  }

  private static void awaitDrops(TomcatDistribution tomcat) {
    String stats = "0 " + HANG_UPS + " " + HANG_UPS;
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo(stats));
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }

  private static List<String> lines(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group()).toList();
  }
}
