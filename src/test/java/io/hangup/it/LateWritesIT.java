package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import io.hangup.fixture.Http2Frame.Kind;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;

/**
 * An application closes what it writes through, after its client hung up, and that has something
 * left to write: the second failure is suppressed in the first, and is part of the hang-up.
 */
class LateWritesIT {
  private static final String PATH = "/buffered?how=jul";

  @EachTomcat
  void areNoisyWithout(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "late-writes-without")) {
      hangUpOn(tomcat, false);

      assertThat(AbortsServer.severe(tomcat.consoleSinceStart())).hasSize(2);
      assertThat(tomcat.consoleSinceStart()).contains("\tSuppressed: ");
    }
  }

  @EachTomcat
  void showNoStackTraceWith(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "late-writes-with")) {
      hangUpOn(tomcat, true);

      AbortsServer.awaitLines(tomcat, 2);
      String console = tomcat.consoleSinceStart();
      // What the application says of it, and no more.
      assertThat(AbortsServer.besides(console).lines())
          .hasSize(2)
          .allMatch(line -> line.matches(".* Told through .* \\[client gone: [A-Z_]+/write]"));
      assertThat(AbortsServer.lines(console))
          .hasSize(2)
          .anyMatch(line -> line.contains(" write http/1.1 "))
          .anyMatch(line -> line.contains(" STREAM_RESET write h2 "));
    }
  }

  private static void hangUpOn(TomcatDistribution tomcat, boolean withValve) throws IOException {
    String valve = withValve ? TomcatDistribution.VALVE : "";
    AbortsServer.deployed(tomcat)
        .serverXml(xml -> Connector.withHttp2(xml).replace(TomcatDistribution.VALVE, valve))
        .start();
    AbortsServer.resetIn(tomcat, PATH);
    AbortsServer.awaitEnded(tomcat, 1);
    try (Http2Client client = Http2Client.plain(tomcat.port())) {
      int stream = client.get(AbortsServer.CONTEXT + PATH);
      client.read(Kind.DATA, stream);
      client.rstStream(stream, Http2ErrorCode.CANCEL).ping();
      AbortsServer.awaitEnded(tomcat, 2);
    }
  }
}
