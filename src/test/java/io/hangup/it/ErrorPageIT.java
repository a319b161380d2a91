package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import io.hangup.fixture.Http2Frame.Kind;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application may do with an asynchronous request that has failed what it may do without us:
 * Tomcat lets it do less as soon as the request has a listener ({@code AsyncContextImpl.check}).
 */
class ErrorPageIT {
  private static final String CONTEXT = "/page";

  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">
        <error-page><location>/page</location></error-page>
      </web-app>
      """;

  static Stream<Arguments> runs() {
    return TomcatDistribution.versions()
        .flatMap(
            version ->
                Stream.of(
                    Arguments.of(version, false, false),
                    Arguments.of(version, false, true),
                    Arguments.of(version, true, false),
                    Arguments.of(version, true, true)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theApplicationActsWhileItsErrorPageRuns(String version, boolean http2, boolean withValve)
      throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "page")) {
      String valve = withValve ? TomcatDistribution.VALVE : "";
      tomcat.serverXml(xml -> Connector.withHttp2(xml).replace(TomcatDistribution.VALVE, valve));
      tomcat.deploy(CONTEXT, "io/hangup/it/page");
      tomcat.webappFile(CONTEXT, "WEB-INF/web.xml", WEB_XML.getBytes(StandardCharsets.UTF_8));
      tomcat.start();

      hangUp(tomcat.port(), http2);

      await()
          .atMost(AbortsServer.PATIENCE)
          .until(() -> !tomcat.get(CONTEXT + "/outcome").isEmpty());
      assertThat(tomcat.get(CONTEXT + "/outcome")).isEqualTo("completed");
    }
  }

  private static void hangUp(int port, boolean http2) throws IOException {
    if (!http2) {
      Http1Client client = Http1Client.plain(port);
      client.get(CONTEXT + "/events").readHead();
      client.reset();
      return;
    }
    Http2Client client = Http2Client.plain(port);
    int stream = client.get(CONTEXT + "/events");
    client.read(Kind.DATA, stream);
    client.rstStream(stream, Http2ErrorCode.CANCEL);
  }
}
