package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import io.hangup.fixture.Http2Frame.Kind;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application acts on a response that it is too late for. Where the client has hung up, that is
 * part of the hang-up; where it is there, it is an error, and is logged as without the Valve.
 */
class FollowUpIT {
  private static final List<String> ACTS =
      List.of(
          "sendError",
          "sendRedirect",
          "reset",
          "resetBuffer",
          "getWriter",
          "forward",
          "session",
          "asyncStart",
          "asyncComplete",
          "asyncDispatch");

  private static final String CONTROL = "<Connector port=\"0\" address=\"127.0.0.1\"/>";
  private static final String CONNECTOR =
      """
      <Connector port="0" address="127.0.0.1" protocol="org.apache.coyote.http11.Http11%sProtocol">
        <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"/>
      </Connector>
      """;

  static List<Arguments> ways() {
    return TomcatDistribution.versions()
        .flatMap(
            version ->
                Stream.of("Nio", "Nio2")
                    .flatMap(
                        nio ->
                            Stream.of("HTTP/1.1", "HTTP/2")
                                .map(protocol -> Arguments.of(version, nio, protocol))))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void isPartOfAHangUp(String version, String nio, String protocol) throws Exception {
    String name = "follow-up-" + nio + protocol.charAt(protocol.length() - 1);
    try (TomcatDistribution tomcat = new TomcatDistribution(version, name)) {
      AbortsServer.deployed(tomcat)
          .serverXml(xml -> Connector.replaced(xml, CONTROL + CONNECTOR.formatted(nio)))
          .start();
      for (int i = 0; i < ACTS.size(); i++) {
        hangUp(tomcat.ports().get(1), protocol, "/acting?act=" + ACTS.get(i));
        AbortsServer.awaitEnded(tomcat, i + 1);
        AbortsServer.awaitLines(tomcat, i + 1);

        String console = tomcat.consoleSinceStart();
        assertThat(AbortsServer.besides(console)).as(ACTS.get(i)).isEmpty();
        assertThat(AbortsServer.lines(console)).as(ACTS.get(i)).hasSize(i + 1);
      }
      tomcat.stop();
      assertThat(tomcat.log("localhost.")).isEmpty();
    }
  }

  private static void hangUp(int port, String protocol, String path) throws IOException {
    if (protocol.equals("HTTP/2")) {
      try (Http2Client client = Http2Client.plain(port)) {
        int stream = client.get(AbortsServer.CONTEXT + path);
        client.read(Kind.DATA, stream);
        client.rstStream(stream, Http2ErrorCode.CANCEL).ping();
      }
    } else {
      try (Http1Client client = Http1Client.plain(port)) {
        client.get(AbortsServer.CONTEXT + path).readHead();
        client.reset();
      }
    }
  }

  @EachTomcat
  void isAnErrorWithoutOne(String version) throws Exception {
    String with = consoleOf(version, "follow-up-there", true);
    String without = consoleOf(version, "follow-up-without", false);

    assertThat(AbortsServer.lines(with)).isEmpty();
    assertThat(AbortsServer.severe(with)).hasSameSizeAs(AbortsServer.severe(without));
    assertThat(AbortsServer.severe(with)).hasSizeGreaterThanOrEqualTo(ACTS.size() - 1);
  }

  private static String consoleOf(String version, String name, boolean withValve)
      throws IOException {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, name)) {
      AbortsServer.deployed(tomcat)
          .serverXml(xml -> withValve ? xml : xml.replace(TomcatDistribution.VALVE, ""))
          .start();
      for (int i = 0; i < ACTS.size(); i++) {
        try (Http1Client client = Http1Client.plain(tomcat.port())) {
          client.get(AbortsServer.CONTEXT + "/acting?there=yes&act=" + ACTS.get(i)).readHead();
          AbortsServer.awaitEnded(tomcat, i + 1);
        }
      }
      tomcat.stop();
      return tomcat.consoleSinceStart() + tomcat.log("localhost.");
    }
  }
}
