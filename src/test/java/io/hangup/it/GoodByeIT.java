package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;

/** A client that has said good-bye, and does not wait for the answer, has not hung up. */
class GoodByeIT {
  private static final int SESSIONS = 20;
  private static final int GOING_AWAY = 1001;
  private static final String FAILED = "No error handling configured";
  private static final String CONNECTOR =
      """
      <Connector port="0" address="127.0.0.1" protocol="org.apache.coyote.http11.%sProtocol"/>
      """;

  @EachTomcat
  void whoSaysGoodByeAndLeavesIsNotToldOf(String version) throws Exception {
    assertThat(said(version, false, "Http11Nio", true)).contains(FAILED);
    for (String connector : List.of("Http11Nio", "Http11Nio2")) {
      String said = said(version, true, connector, true);
      assertThat(AbortsServer.lines(said)).as(connector).isEmpty();
      assertThat(AbortsServer.severe(said)).as(connector).isEmpty();
    }
  }

  @EachTomcat
  void whoLeavesWithoutAWordIsToldOfOnce(String version) throws Exception {
    for (String connector : List.of("Http11Nio", "Http11Nio2")) {
      String said = said(version, true, connector, false);
      assertThat(AbortsServer.lines(said))
          .as(connector)
          .hasSize(SESSIONS)
          .allMatch(line -> line.contains(" RESET read websocket "));
    }
  }

  @EachTomcat
  void whoIsSentAwayAndLeavesIsNotToldOf(String version) throws Exception {
    try (TomcatDistribution tomcat = started(version, true, "Http11Nio")) {
      for (int i = 0; i < SESSIONS; i++) {
        RudeClient client = RudeClient.webSocket(tomcat.port(), "/app/closing");
        assertThat(client.send("out").read()).endsWith("out");
        client.close();
      }
      tomcat.stop();
      assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).isEmpty();
    }
  }

  /** The close frame that the application sends then fails as well. */
  @EachTomcat
  void aSessionThatIsClosedForItsFailureIsToldOfByTheFirst(String version) throws Exception {
    for (String connector : List.of("Http11Nio", "Http11Nio2")) {
      try (TomcatDistribution tomcat = started(version, true, connector)) {
        for (int i = 0; i < SESSIONS; i++) {
          RudeClient.webSocket(tomcat.port(), "/app/closing").reset();
        }
        AbortsServer.awaitLines(tomcat, SESSIONS);
        tomcat.stop();
        assertThat(AbortsServer.lines(tomcat.consoleSinceStart()))
            .hasSize(SESSIONS)
            .allMatch(line -> line.contains(" RESET read websocket "));
      }
    }
  }

  /** What is said of sessions whose clients reset, with or without a close frame before that. */
  private static String said(
      String version, boolean withValve, String connector, boolean withGoodBye) throws Exception {
    try (TomcatDistribution tomcat = started(version, withValve, connector)) {
      for (int i = 0; i < SESSIONS; i++) {
        leave(tomcat.port(), withGoodBye);
      }
      if (withValve && !withGoodBye) {
        AbortsServer.awaitLines(tomcat, SESSIONS);
      }
      await()
          .atMost(AbortsServer.PATIENCE)
          .until(() -> tomcat.get("/app/control/rooms").equals("0"));
      tomcat.stop();
      return tomcat.consoleSinceStart();
    }
  }

  private static TomcatDistribution started(String version, boolean withValve, String connector)
      throws IOException {
    return new TomcatDistribution(version, "good-bye")
        .serverXml(
            xml ->
                Connector.replaced(
                    withValve ? xml : xml.replace(TomcatDistribution.VALVE, ""),
                    CONNECTOR.formatted(connector)))
        .logging("io.hangup.disconnect.level = FINE")
        .deploy("/app", "io/hangup/it/whose")
        .start();
  }

  private static void leave(int port, boolean withGoodBye) throws IOException {
    RudeClient client = RudeClient.webSocket(port, "/app/room/guest" + port + System.nanoTime());
    if (withGoodBye) {
      client.sayGoodByeAndReset(GOING_AWAY);
    } else {
      client.reset();
    }
  }
}
