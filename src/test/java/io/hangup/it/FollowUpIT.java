package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Http1Client;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
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

  static List<String> versions() {
    return TomcatDistribution.versions().toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void isPartOfAHangUp(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "follow-up")) {
      AbortsServer.deployed(tomcat).start();
      for (int i = 0; i < ACTS.size(); i++) {
        AbortsServer.resetIn(tomcat, "/acting?act=" + ACTS.get(i));
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

  @ParameterizedTest
  @MethodSource("versions")
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
