package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An upload that is cut short under a listener that says nothing of it: with NIO2 there may be no
 * record of it but the socket's. One that was read, or refused, has not been cut short.
 */
class SilentUploadsIT {
  private static final String UPLOAD = AbortsServer.CONTEXT + "/silent-upload?how=";
  private static final int EACH = 8;

  private static final String CONNECTOR =
      """
      <Connector port="0" address="127.0.0.1" connectionTimeout="60000"
                 protocol="org.apache.coyote.http11.Http11%sProtocol"/>
      """;

  static List<Arguments> connectors() {
    return TomcatDistribution.versions()
        .flatMap(version -> Stream.of("Nio", "Nio2").map(nio -> Arguments.of(version, nio)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void areToldOfWhereTheClientCutThemShort(String version, String nio) throws Exception {
    try (TomcatDistribution tomcat = started(version, nio)) {
      for (int i = 0; i < EACH; i++) {
        readAllOf(tomcat.port());
        cutShort(tomcat.port(), "completes", i * 30);
        cutShort(tomcat.port(), "leaves", i * 30);
        Thread.sleep(200);
      }
      AbortsServer.awaitLines(tomcat, 2 * EACH);
      Thread.sleep(2000);

      assertThat(AbortsServer.lines(tomcat.consoleSinceStart()))
          .hasSize(2 * EACH)
          .allMatch(line -> line.contains(" RESET read http/1.1 "));
    }
  }

  private static void cutShort(int port, String how, int pause) throws Exception {
    try (Http1Client client = Http1Client.plain(port)) {
      client.request("POST", UPLOAD + how, "Content-Length: 1000000").write("a part");
      Thread.sleep(pause);
      client.reset();
    }
  }

  private static void readAllOf(int port) throws IOException {
    try (Http1Client client = Http1Client.plain(port)) {
      client.request("POST", UPLOAD + "completes", "Content-Length: 3").write("all");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      client.reset();
    }
  }

  private static TomcatDistribution started(String version, String nio) throws IOException {
    return AbortsServer.deployed(new TomcatDistribution(version, "silent-uploads-" + nio))
        .serverXml(xml -> Connector.replaced(xml, CONNECTOR.formatted(nio)))
        .start();
  }
}
