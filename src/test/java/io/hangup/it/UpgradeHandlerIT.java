package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Patience;
import io.hangup.fixture.TomcatDistribution;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that the application has upgraded to a protocol of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class UpgradeHandlerIT {
  /** Longer than what nobody is known to own waits for an owner. */
  private static final long SECOND_LINE_MILLIS = 3000;

  /** Longer than Hangup takes to look at a connection that is at rest. */
  private static final long UNTIL_SEEN_MILLIS = 600;

  private final Map<String, GoodByeServer> servers = new TreeMap<>();

  static Stream<Arguments> places() {
    return TomcatDistribution.versions()
        .flatMap(
            version ->
                Stream.of(Connector.NIO, Connector.NIO2)
                    .flatMap(
                        connector ->
                            Stream.of("read", "write", "both")
                                .map(way -> Arguments.of(version, connector, way))));
  }

  static Stream<Arguments> connectors() {
    return TomcatDistribution.versions()
        .flatMap(
            version ->
                Stream.of(Connector.NIO, Connector.NIO2)
                    .map(connector -> Arguments.of(version, connector)));
  }

  private GoodByeServer server(String version) throws Exception {
    GoodByeServer server = servers.get(version);
    if (server == null) {
      server = new GoodByeServer(version, "upgrade");
      servers.put(version, server);
    }
    server.begin();
    return server;
  }

  @AfterAll
  void stop() {
    servers.values().forEach(GoodByeServer::close);
  }

  private static Http1Client upgraded(GoodByeServer server, Connector connector, String way)
      throws Exception {
    Http1Client client = Http1Client.over(connector.connect(server.tomcat()));
    client.get(GoodByeServer.CONTEXT + "/upgrade/" + way, "Upgrade: echo", "Connection: Upgrade");
    assertThat(client.readHead()).startsWith("HTTP/1.1 101");
    return client;
  }

  @ParameterizedTest
  @MethodSource("places")
  void aResetIsOneLine(String version, Connector connector, String way) throws Exception {
    GoodByeServer server = server(version);
    try (Http1Client client = upgraded(server, connector, way)) {
      Thread.sleep(100);
      client.reset();
    }
    await().atMost(Patience.EVENT).until(() -> !server.lines().isEmpty());
    Thread.sleep(SECOND_LINE_MILLIS);

    server.assertTold(1);
    assertThat(server.lines().get(0))
        .contains("http/1.1 [127.0.0.1")
        .contains(" context [/app] endpoint [/app/upgrade/" + way + "] ");
    assertThat(server.besides()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void whatTheApplicationClosedIsNoHangUp(String version, Connector connector) throws Exception {
    GoodByeServer server = server(version);
    try (Http1Client client = upgraded(server, connector, "closed")) {
      server.awaitSaid("SEVERE");
      Thread.sleep(UNTIL_SEEN_MILLIS);
      client.reset();
    }
    Thread.sleep(SECOND_LINE_MILLIS);

    server.assertTold(0);
    assertThat(AbortsServer.severe(server.said())).isNotEmpty();
  }
}
