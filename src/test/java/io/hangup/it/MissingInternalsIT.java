package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A Tomcat that keeps something elsewhere costs one WARN that says what is not done. */
class MissingInternalsIT {
  private static final int HANG_UPS = 8;
  private static final String PINGING =
      "<Valve className=\"io.hangup.DisconnectValve\" pingInterval=\"1\" pingTimeout=\"1\"/>";

  static List<String> versions() {
    return TomcatDistribution.allVersions().toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void nothingIsMissingInThoseItIsMadeFor(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "all-there")) {
      tomcat.deploySample("/chat").start();
      assertThat(tomcat.console()).doesNotContain("Hangup does without");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tomcat-websocket.jar, org.apache.tomcat.websocket.WsSession, lastActiveRead, ping silent",
    "tomcat-websocket.jar, org.apache.tomcat.websocket.WsSession, wsRemoteEndpoint, ping silent",
    "tomcat-coyote.jar, org.apache.coyote.Request, hook, tell of asynchronous requests",
    "tomcat-coyote.jar, org.apache.coyote.http2.StreamProcessor, stream, a stream of HTTP/2",
  })
  void whatIsMissingIsSaidAndTheRestIsDone(String jar, String type, String member, String loss)
      throws Exception {
    String version = TomcatDistribution.versions().reduce((old, last) -> last).orElseThrow();
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "without-" + member)) {
      tomcat.renaming(jar, type, member);
      tomcat.valve(PINGING).deploySample("/chat").start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);

      await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo("0 8 8"));
      assertThat(tomcat.consoleSinceStart()).isEmpty();
      assertThat(tomcat.console().lines())
          .filteredOn(line -> line.contains("WARNING"))
          .singleElement()
          .asString()
          .contains("Hangup does without", loss, type + "." + member);
    }
  }
}
