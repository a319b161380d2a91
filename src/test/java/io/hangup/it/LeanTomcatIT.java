package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;

/** A Tomcat from which an operator has taken what he has no use for. */
class LeanTomcatIT {

  /** No WebSocket, and so no session of that kind; requests are watched all the same. */
  @EachTomcat
  void needsNoWebSocket(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "lean")) {
      tomcat.withoutLibraries(
          "tomcat-websocket.jar", "websocket-api.jar", "websocket-client-api.jar");
      AbortsServer.deployed(tomcat).start();

      AbortsServer.resetIn(tomcat, "/abort?how=own");
      AbortsServer.awaitEnded(tomcat, 1);
      AbortsServer.awaitLines(tomcat, 1);
      try (Http1Client client = Http1Client.plain(tomcat.port())) {
        client.write(RudeClient.handshake(AbortsServer.CONTEXT + "/control/ended"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      }

      String console = tomcat.consoleSinceStart();
      assertThat(AbortsServer.lines(console)).hasSize(1);
      assertThat(AbortsServer.besides(console)).isEmpty();
      assertThat(tomcat.console()).doesNotContain(" SEVERE ");
    }
  }
}
