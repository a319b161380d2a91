package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.AjpClient;
import io.hangup.fixture.Connector;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Behind a proxy that speaks AJP: the client that it names, and the proxy's own socket. */
class AjpIT {
  private static final String CLIENT = "203.0.113.7";
  private static final int CLIENT_PORT = 51_123;
  private static final String APP = AbortsServer.CONTEXT;

  private static final String CONNECTORS =
      """
      <Connector port="0" address="127.0.0.1"/>
      <Connector port="0" address="127.0.0.1" secretRequired="false" connectionTimeout="60000"
                 protocol="org.apache.coyote.ajp.Ajp%sProtocol"/>
      """;

  static List<Arguments> connectors() {
    return TomcatDistribution.versions()
        .flatMap(version -> Stream.of("Nio", "Nio2").map(nio -> Arguments.of(version, nio)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void tellsOfTheClientAndTheProxy(String version, String nio) throws Exception {
    try (TomcatDistribution tomcat =
        AbortsServer.deployed(new TomcatDistribution(version, "ajp-" + nio))
            .serverXml(xml -> Connector.replaced(xml, CONNECTORS.formatted(nio)))
            .start()) {
      int port = tomcat.ports().get(1);
      try (AjpClient proxy = AjpClient.connect(port)) {
        proxy.get(APP + "/abort", "how=bare", CLIENT, CLIENT_PORT).await().reset();
        AbortsServer.awaitLines(tomcat, 1);
        assertLine(tomcat, 0, "write ajp [" + CLIENT + ":" + CLIENT_PORT + " via ");
      }
      try (AjpClient proxy = AjpClient.connect(port)) {
        proxy.post(APP + "/silent-upload", "how=completes", CLIENT, 1_000_000, "a part");
        Thread.sleep(300);
        proxy.reset();
        AbortsServer.awaitLines(tomcat, 2);
        assertLine(tomcat, 1, "RESET read ajp [" + CLIENT + " via ");
      }
      try (AjpClient proxy = AjpClient.connect(port)) {
        proxy.post(APP + "/silent-upload", "how=completes", CLIENT, 1_000_000, "a part");
        Thread.sleep(300);
        proxy.vanish();
        AbortsServer.awaitLines(tomcat, 3);
        assertLine(tomcat, 2, "EOF read ajp [" + CLIENT + " via ");
      }
      assertThat(AbortsServer.severe(tomcat.consoleSinceStart())).isEmpty();
    }
  }

  /** NIO2 warns if it is asked for the port of a closed socket: it is not asked for the proxy's. */
  private static void assertLine(TomcatDistribution tomcat, int index, String text)
      throws IOException {
    List<String> lines = AbortsServer.lines(tomcat.consoleSinceStart());
    assertThat(lines).hasSizeGreaterThan(index);
    assertThat(lines.get(index)).contains(text + "127.0.0.1");
  }
}
