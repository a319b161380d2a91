package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.RudeClient;
import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A Tomcat that keeps something elsewhere costs one WARN that says what is not done. */
class MissingInternalsIT {
  private static final int HANG_UPS = 8;
  private static final String PINGING = ValveXml.with("pingInterval", "1", "pingTimeout", "1");
  private static final String WARNING =
      "This Tomcat keeps some things elsewhere, and Hangup does without: it cannot ";

  private static final String OVERHEAD =
      "distinguish a stream of HTTP/2 that its client reset from one that ended with its connection, where"
          + " Tomcat ended that for too much overhead"
          + " (no [org.apache.coyote.http2.Stream: AtomicBoolean removedFromActiveCount])]";

  /** What the oldest of each line do not have; all others have everything. */
  private static final Map<String, String> MISSING =
      Map.of(
          "9.0.46",
          "[say whose a failure is that an asynchronous request's listener logs"
              + " (no [org.apache.coyote.Request: boolean isRequestThread()]), "
              + OVERHEAD,
          "10.1.1",
          "[" + OVERHEAD);

  static List<String> versions() {
    return TomcatDistribution.allVersions().toList();
  }

  @Test
  void theVersionsThatMissSomethingAreTested() {
    assertThat(versions()).containsAll(MISSING.keySet());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void isKnownOfEachVersion(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "as-it-is")) {
      tomcat.deploySample("/chat").start();
      String missing = MISSING.get(version);
      assertThat(warnings(tomcat))
          .isEqualTo(missing == null ? List.of() : List.of(WARNING + missing));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "org.apache.coyote.Request|ActionHook hook|report asynchronous requests",
        "org.apache.coyote.AbstractProcessor|SocketWrapperBase getSocketWrapper()|nor files",
        "org.apache.coyote.Request|boolean isRequestThread()|whose a failure is",
        "org.apache.coyote.Response|Exception getErrorException()|Tomcat records",
        "org.apache.tomcat.util.net.SocketWrapperBase|IOException getError()|Tomcat records",
        "org.apache.coyote.http2.StreamStateMachine||a stream of HTTP/2",
        "org.apache.coyote.http11.Http11Processor|SendfileDataBase sendfileData|a file was not sent",
        "org.apache.coyote.http2.SendfileData|long left|a file was not sent",
        "org.apache.tomcat.websocket.WsSession|long lastActiveRead|ping silent",
        "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer|long timeoutExpiry|a WebSocket's send",
        "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer|SendHandler handler|whose it was",
      })
  void whatIsMissingIsSaidAndTheRestIsDone(String type, String declaration, String loss)
      throws Exception {
    try (TomcatDistribution tomcat = without(type, declaration == null ? "" : declaration)) {
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo("0 8 8"));
      AbortsServer.resetIn(tomcat, "/abort?how=own");
      assertToldOnce(tomcat, HANG_UPS + 1, type, loss);
    }
  }

  /** Both are named in our own classes, too, which Tomcat loads when a client asks for one. */
  @ParameterizedTest
  @CsvSource({
    "org.apache.tomcat.websocket.server.WsHttpUpgradeHandler, void preInit()",
    "org.apache.tomcat.websocket.pojo.PojoEndpointServer,",
  })
  void withoutSessionsThereAreRequests(String type, String declaration) throws Exception {
    try (TomcatDistribution tomcat = without(type, declaration == null ? "" : declaration)) {
      RudeClient client = RudeClient.webSocket(tomcat.port(), "/chat/ws/guest");
      assertThat(client.send("hello").read()).isEqualTo("hello");
      client.reset();
      AbortsServer.resetIn(tomcat, "/abort?how=own");
      assertToldOnce(tomcat, 2, type, "watch WebSocket sessions");
      assertThat(tomcat.get("/chat/stats")).isEqualTo("1 0 0");
    }
  }

  private static TomcatDistribution without(String type, String declaration) throws IOException {
    String version = TomcatDistribution.newest();
    String name = "without-" + (type + "." + declaration).replaceAll("\\W+", "-");
    TomcatDistribution tomcat = new TomcatDistribution(version, name);
    tomcat.renaming(type, declaration).valve(PINGING).deploySample("/chat");
    return AbortsServer.deployed(tomcat).start();
  }

  private static void assertToldOnce(
      TomcatDistribution tomcat, int hangUps, String type, String loss) {
    AbortsServer.awaitEnded(tomcat, 1);
    AbortsServer.awaitLines(tomcat, hangUps);
    String console = tomcat.consoleSinceStart();
    assertThat(AbortsServer.lines(console)).hasSize(hangUps);
    assertThat(AbortsServer.besides(console)).isEmpty();
    assertThat(warnings(tomcat))
        .singleElement()
        .asString()
        .startsWith(WARNING)
        .contains(loss, type);
  }

  /** What Hangup itself warns of. */
  private static List<String> warnings(TomcatDistribution tomcat) {
    return tomcat
        .console()
        .lines()
        .filter(line -> line.contains(" WARNING [") && line.contains(" io.hangup."))
        .map(line -> line.replaceAll("^.* io\\.hangup\\.\\S+ ", ""))
        .toList();
  }
}
