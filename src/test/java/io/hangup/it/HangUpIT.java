package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Environment;
import io.hangup.fixture.Patience;
import io.hangup.fixture.ResettingBackend;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same hang-ups on real Tomcats, without the Valve and with it. */
class HangUpIT {
  private static final int HANG_UPS = 16;
  private static final Pattern FRAME = Pattern.compile("(?m)^\\s+at [\\w.$/@]+\\(");
  private static final Pattern SEVERE = Pattern.compile("(?m)^\\S+ \\S+ SEVERE ");
  private static final Pattern LINE = Pattern.compile("(?m)^.* FINE .*io\\.hangup\\.disconnect.*$");

  static Stream<Environment> setUps() {
    return Environment.all();
  }

  @ParameterizedTest
  @MethodSource("setUps")
  void isNoisyWithoutTheValveAndSilentWithItButForARealError(Environment setUp) throws Exception {
    String realError;
    try (TomcatDistribution tomcat = setUp.tomcat("without")) {
      tomcat.withoutValve().deploySample("/chat").start();
      realError = recordOfBackendReset(setUp, tomcat);
      assertThat(realError)
          .contains(
              "SEVERE", "java.net.SocketException: Connection reset", "BackendEndpoint.message");
      int before = tomcat.consoleSinceStart().length();
      Scenario.hangUp(() -> setUp.connect(tomcat), "/chat", HANG_UPS);

      // 12 records of the endpoint without @OnError, 4 traces of the one that prints.
      await().until(() -> count(SEVERE, tomcat.consoleSinceStart().substring(before)) >= 12);
      await().until(() -> count(FRAME, tomcat.consoleSinceStart().substring(before)) >= 16 * 10);
      assertThat(tomcat.get("/chat/stats")).as("sessions left").startsWith(HANG_UPS + " ");
    }
    try (TomcatDistribution tomcat = setUp.tomcat("with")) {
      tomcat.deploySample("/chat").start();
      Scenario.hangUp(() -> setUp.connect(tomcat), "/chat", HANG_UPS);

      awaitDrops(tomcat);
      assertThat(tomcat.consoleSinceStart()).isEmpty();
      assertThat(tomcat.logSinceStart("catalina")).doesNotContain("SEVERE", "WARNING");
      assertThat(recordOfBackendReset(setUp, tomcat)).isEqualTo(realError);
    }
  }

  @ParameterizedTest
  @MethodSource("setUps")
  void tellsOneLinePerHangUpAtFine(Environment setUp) throws Exception {
    try (TomcatDistribution tomcat = setUp.tomcat("fine")) {
      tomcat.deploySample("/chat").logging("io.hangup.disconnect.level = FINE").start();
      Scenario.hangUp(() -> setUp.connect(tomcat), "/chat", HANG_UPS);

      awaitDrops(tomcat);
      await().until(() -> count(LINE, tomcat.log("catalina")) >= HANG_UPS);
      String log = tomcat.log("catalina");
      assertThat(lines(LINE, log))
          .hasSize(HANG_UPS)
          .allMatch(line -> line.contains(" context [/chat] endpoint [/"))
          .allMatch(line -> line.matches(".* open \\[\\d+\\.\\ds\\] evidence \\[[A-Z_]+\\].*"));
      assertThat(told(log, "RESET read")).hasSize(6);
      assertThat(told(log, "(EOF|TLS_TRUNCATED) read")).hasSize(6);
      assertThat(told(log, "\\w+ write")).hasSize(4);
      assertThat(count(FRAME, tomcat.consoleSinceStart())).isZero();
    }
  }

  private static String recordOfBackendReset(Environment setUp, TomcatDistribution tomcat)
      throws IOException {
    try (ResettingBackend backend = new ResettingBackend();
        RudeClient client = RudeClient.webSocket(setUp.connect(tomcat), "/chat/backend")) {
      client.send(Integer.toString(backend.port()));
      await()
          .atMost(Patience.EVENT)
          .until(() -> tomcat.consoleSinceStart().contains("Thread.run("));
      return tomcat
          .consoleSinceStart()
          .replaceAll("(?m)^\\d\\d-\\S+ \\S+ ", "")
          .replaceAll("\\[https?-[^\\]]*\\]", "[thread]")
          // Either of two tasks of APR's endpoint reads the first message.
          .replaceAll("(?m)^.*(AprEndpoint\\$Socket|SocketProcessorBase\\.run).*\\R", "")
          .replaceAll("\\.\\.\\. \\d+ more", "... more");
    }
  }

  private static void awaitDrops(TomcatDistribution tomcat) {
    String stats = "0 " + HANG_UPS + " " + HANG_UPS;
    await()
        .atMost(Patience.EVENT)
        .untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo(stats));
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }

  private static List<String> told(String log, String what) {
    Pattern words = Pattern.compile("disconnect " + what + " websocket (tls )?\\[");
    return lines(LINE, log).stream().filter(line -> words.matcher(line).find()).toList();
  }

  private static List<String> lines(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group()).toList();
  }
}
