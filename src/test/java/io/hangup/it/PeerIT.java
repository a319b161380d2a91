package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who hung up behind a proxy: the client as RemoteIpValve knows it, and the proxy's socket. */
class PeerIT {
  private static final String APP = "/app";
  private static final String CLIENT = "203.0.113.7";
  private static final String FORWARDED = "X-Forwarded-For: " + CLIENT;
  private static final String REMOTE_IP =
      "<Valve className=\"org.apache.catalina.valves.RemoteIpValve\"/>";

  @EachTomcat
  void behindAProxyTheLineNamesTheClientAndTheProxysSocket(String version) throws Exception {
    List<String> peers = new ArrayList<>();
    try (TomcatDistribution tomcat = started(version)) {
      peers.add("[" + CLIENT + " via 127.0.0.1:" + hangUpInBody(tomcat.port(), FORWARDED) + "]");
      peers.add("[127.0.0.1:" + hangUpInBody(tomcat.port(), "X-Nothing: 1") + "]");
      peers.add("[" + CLIENT + " via 127.0.0.1:" + hangUpOnEvents(tomcat) + "]");
      peers.add("[" + CLIENT + " via 127.0.0.1:" + hangUpOnWebSocket(tomcat.port()) + "]");
      AbortsServer.awaitLines(tomcat, peers.size());

      List<String> lines = AbortsServer.lines(tomcat.consoleSinceStart());
      assertThat(lines).hasSize(peers.size());
      for (String peer : peers) {
        assertThat(lines).filteredOn(line -> line.contains(" " + peer + " ")).hasSize(1);
      }
    }
  }

  private static TomcatDistribution started(String version) throws IOException {
    return new TomcatDistribution(version, "peer")
        .serverXml(xml -> xml.replace("</Host>", REMOTE_IP + "</Host>"))
        .logging("io.hangup.disconnect.level = FINE")
        .deploy(APP, "io/hangup/it/whose")
        .start();
  }

  private static int hangUpInBody(int port, String header) throws IOException {
    try (Http1Client client = Http1Client.plain(port)) {
      client.request("POST", APP + "/lead?key=" + port, header, "Content-Length: 10").write("abc");
      int gone = client.transport().port();
      client.reset();
      return gone;
    }
  }

  private static int hangUpOnEvents(TomcatDistribution tomcat) throws Exception {
    try (Http1Client client = Http1Client.plain(tomcat.port())) {
      client.get(APP + "/emitter", FORWARDED).readHead();
      int gone = client.transport().port();
      client.reset();
      tomcat.get(APP + "/control/emit");
      return gone;
    }
  }

  private static int hangUpOnWebSocket(int port) throws IOException {
    RudeClient client = RudeClient.webSocket(Transport.plain(port), APP + "/room/a", FORWARDED);
    int gone = client.port();
    client.reset();
    return gone;
  }
}
