package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Patience;
import io.hangup.fixture.RudeClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An asynchronous send to a client that does not read, or has gone: Tomcat closes the socket and
 * never calls {@code onClose}.
 */
class ForgottenSessionsIT {
  private static final Duration SEND_TIMEOUT = Duration.ofMillis(500);

  /** The send's timeout is looked for every second. */
  private static final Duration UNTIL_FORGOTTEN = SEND_TIMEOUT.plusSeconds(1);

  private static final Duration UNTIL_DROPPED = UNTIL_FORGOTTEN.plusSeconds(2);

  @EachTomcat
  void leakWithoutTheValve(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "forgotten-without", null).start()) {
      List<RudeClient> clients = floodedClients(server);
      Thread.sleep(UNTIL_DROPPED.plus(UNTIL_DROPPED).toMillis());

      assertThat(server.kept()).containsExactlyInAnyOrderElementsOf(names());
      assertThat(server.heard()).isEmpty();
      reset(clients);
    }
  }

  @EachTomcat
  void areDropped(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "forgotten", "").start()) {
      List<RudeClient> clients = floodedClients(server);
      await()
          .atMost(Patience.promised(UNTIL_DROPPED))
          .untilAsserted(() -> assertThat(server.dropped()).hasSize(names().size()));

      assertThat(server.dropped()).containsOnly("dropped /ws/{name} 1006 unclean STALLED/write");
      // The application is called as it would be without us, and its map is its own.
      assertThat(server.heard()).isEmpty();
      assertThat(server.kept()).hasSize(names().size());
      reset(clients);
    }
  }

  @EachTomcat
  void areClosedIfThatIsWanted(String version) throws Exception {
    String attributes = "closeForgotten=\"true\"";
    try (LiveServer server = new LiveServer(version, "forgotten-closed", attributes).start()) {
      List<RudeClient> clients = floodedClients(server);
      await()
          .atMost(Patience.promised(UNTIL_DROPPED.plusSeconds(1)))
          .untilAsserted(() -> assertThat(server.kept()).isEmpty());

      assertThat(server.heard())
          .containsExactlyInAnyOrderElementsOf(
              names().stream().map(name -> name + " closed 1006").toList());
      assertThat(server.dropped()).hasSize(names().size());
      assertThat(server.tomcat().consoleSinceStart().lines())
          .hasSize(names().size())
          .allMatch(line -> line.contains("STALLED write websocket"));
      reset(clients);
    }
  }

  /** Not forgotten: Tomcat is about to call {@code onClose}, as soon as {@code onError} is back. */
  @EachTomcat
  void areNotTakenForThatWhileTheApplicationIsTold(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "slow-error", "").start()) {
      for (Connector connector : Connector.values()) {
        RudeClient client =
            RudeClient.webSocket(
                connector.connect(server.tomcat()), LiveServer.CONTEXT + "/ws/slow-" + connector);
        client.send("hello").read();
        int before = server.dropped().size();
        client.reset();
        server.awaitDropped(dropped -> dropped.size() > before);

        assertThat(server.heard())
            .as(connector.name())
            .contains("slow-" + connector + " error", "slow-" + connector + " closed 1006");
      }
    }
  }

  private static List<String> names() {
    return Stream.of(Connector.values()).map(Enum::name).toList();
  }

  /** A client on each connector that does not read, and is sent more than any buffer holds. */
  private static List<RudeClient> floodedClients(LiveServer server) throws Exception {
    List<RudeClient> clients = new ArrayList<>();
    for (Connector connector : Connector.values()) {
      clients.add(
          RudeClient.webSocket(
              connector.connect(server.tomcat()), LiveServer.CONTEXT + "/ws/" + connector));
    }
    for (String name : names()) {
      await().until(() -> server.kept().contains(name));
      server.flood(name, SEND_TIMEOUT.toMillis());
    }
    return clients;
  }

  private static void reset(List<RudeClient> clients) throws IOException {
    for (RudeClient client : clients) {
      client.reset();
    }
  }
}
