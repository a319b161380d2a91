package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sessions and streams of events that the server ends while a thread of the application's sends:
 * what fails for that is told by the application as ever, and nobody has hung up.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ServerClosesIT {
  /** Longer than what nobody is known to own waits for an owner. */
  private static final long UNTIL_TOLD_MILLIS = 3000;

  private final Map<String, GoodByeServer> servers = new TreeMap<>();
  private int guests;

  static Stream<Arguments> places() {
    return TomcatDistribution.versions()
        .flatMap(
            version ->
                Stream.of(Connector.values()).map(connector -> Arguments.of(version, connector)));
  }

  private GoodByeServer server(String version) throws Exception {
    GoodByeServer server = servers.get(version);
    if (server == null) {
      server = new GoodByeServer(version, "server-closes");
      servers.put(version, server);
    }
    server.begin();
    return server;
  }

  @AfterAll
  void stop() {
    servers.values().forEach(GoodByeServer::close);
  }

  /** What the application says of a session that it could not open, and goes on sending to. */
  @ParameterizedTest
  @MethodSource("places")
  void whatCouldNotBeOpenedIsNoHangUp(String version, Connector connector) throws Exception {
    GoodByeServer server = server(version);
    for (String path : List.of("/room/failing/", "/hall/failing/")) {
      server.begin();
      RudeClient client = server.open(connector, path + ++guests);
      server.awaitSaid("push to " + guests + " is over");
      client.close();
      server.assertNobodyHungUp(" -");
      assertStays(server, "goodbye.Room", 1);
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void whoIsSentAwayHasNotHungUp(String version, Connector connector) throws Exception {
    GoodByeServer server = server(version);
    try (RudeClient client = server.open(connector, "/room/logging/" + ++guests)) {
      client.send("busy").read();
      server.ask("push?failures=2&name=" + guests);
      server.ask("close?code=1008&name=" + guests);
      server.awaitSaid("push to " + guests + " is over");
    }
    server.assertNobodyHungUp(" 1008 clean -");
    assertStays(server, "goodbye.Room", 2);
  }

  @EachTomcat
  void aConnectorThatIsStoppedIsNoHangUp(String version) throws Exception {
    for (Connector connector : List.of(Connector.NIO2, Connector.NIO2_TLS)) {
      try (Clients clients = new Clients(version, "stopped-" + connector, connector)) {
        clients.server.ask("pause?port=" + connector.port(clients.server.tomcat()));
        Thread.sleep(100);
        clients.server.ask("stop?port=" + connector.port(clients.server.tomcat()));
        clients.assertStay();
      }
    }
  }

  @EachTomcat
  void aWebApplicationThatIsReloadedIsNoHangUp(String version) throws Exception {
    try (Clients clients = new Clients(version, "reloaded", Connector.NIO2)) {
      clients.server.tomcat().get("/control/control/reload");
      clients.server.awaitSaid("closed session");
      Thread.sleep(1000);
      clients.server.assertTold(0);
      assertThat(clients.server.said()).doesNotContain("[client gone");
    }
  }

  @EachTomcat
  void aShutdownIsNoHangUp(String version) throws Exception {
    for (Connector connector : List.of(Connector.NIO, Connector.NIO2_TLS)) {
      try (Clients clients = new Clients(version, "shut-down-" + connector, connector)) {
        clients.server.tomcat().stop();
        assertThat(clients.server.lines()).as(connector.name()).isEmpty();
        assertThat(clients.server.said())
            .as(connector.name())
            .doesNotContain("[client gone")
            .contains("disconnects [0], withheld records [0], shortened records [0]");
      }
    }
  }

  private static void assertStays(GoodByeServer server, String frame, int count) {
    String said = server.said();
    Pattern record = Pattern.compile(" SEVERE \\[push] \\S*" + frame + ".*\\R.*\\R\\s+at ");
    assertThat(record.matcher(said).results()).as(said).hasSize(count);
    assertThat(said).doesNotContain("[client gone");
  }

  /** A session and a stream of events on a server of their own, each being sent to. */
  private static final class Clients implements Closeable {
    final GoodByeServer server;
    private final List<Closeable> open = new ArrayList<>();

    Clients(String version, String name, Connector connector) throws Exception {
      server = new GoodByeServer(version, "server-" + name);
      server.begin();
      RudeClient session = server.open(connector, "/room/logging/session");
      open.add(session);
      session.send("busy").read();
      server.ask("push?failures=2&name=session");
      Http1Client events = Http1Client.over(connector.connect(server.tomcat()));
      open.add(events);
      events.get(GoodByeServer.CONTEXT + "/events/stream").readHead();
      Thread.sleep(100);
    }

    void assertStay() throws Exception {
      server.awaitSaid("push to session is over");
      server.awaitSaid("push to stream is over");
      Thread.sleep(UNTIL_TOLD_MILLIS);
      server.assertTold(0);
      assertStays(server, "goodbye.Room", 2);
      assertStays(server, "goodbye.EventsServlet", 1);
    }

    @Override
    public void close() throws IOException {
      for (Closeable each : open) {
        each.close();
      }
      server.close();
    }
  }
}
