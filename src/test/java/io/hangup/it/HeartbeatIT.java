package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.CutNetwork;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Needs;
import io.hangup.fixture.Patience;
import io.hangup.fixture.PoliteClients;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients whose network has vanished, or who are stopped, and those who are only silent. */
@Isolated("It measures how long things take.")
class HeartbeatIT {
  private static final String PATH = LiveServer.CONTEXT + "/ws/";
  private static final String PINGS = "pingInterval=\"2\" pingTimeout=\"1\"";
  private static final Duration SILENCE = Duration.ofSeconds(3);

  /** A second, and what it takes to see that in a file. */
  private static final Duration UNTIL_DROPPED = SILENCE.plusMillis(1200);

  private static final int CROWD = 4900;
  private static final int STUCK = 100;

  static List<String> versions() {
    return TomcatDistribution.versions().toList();
  }

  @EachTomcat
  void silentClientsAreDroppedAndClosed(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "silent", PINGS).start()) {
      for (Connector connector : Connector.values()) {
        // A server's first handshake takes its time, and nobody is silent yet.
        connector.connect(server.tomcat()).close();
      }
      long opened = System.nanoTime();
      List<RudeClient> clients = new ArrayList<>();
      for (Connector connector : Connector.values()) {
        clients.add(RudeClient.webSocket(connector.connect(server.tomcat()), PATH + connector));
      }
      TimeUnit.NANOSECONDS.sleep(opened + SILENCE.minusMillis(300).toNanos() - System.nanoTime());
      List<String> early = server.dropped();
      if (System.nanoTime() - opened < SILENCE.toNanos()) {
        assertThat(early).isEmpty();
      }

      await()
          .atMost(Patience.promised(UNTIL_DROPPED))
          .untilAsserted(() -> assertThat(server.dropped()).hasSize(clients.size()));
      assertThat(server.dropped())
          .containsOnly("dropped /ws/{name} 1006 unclean HEARTBEAT_LOST/idle");
      await().untilAsserted(() -> assertThat(server.kept()).isEmpty());
      assertThat(server.heard())
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(Connector.values()).map(each -> each + " closed 1006").toList());
      for (RudeClient client : clients) {
        assertThat(client.read()).as("a ping").isEmpty();
        assertThat(client.read()).as("a close frame").contains("A ping was not answered");
        client.close();
      }
      assertThat(server.tomcat().consoleSinceStart().lines())
          .hasSize(clients.size())
          .allMatch(line -> line.contains(" HEARTBEAT_LOST idle websocket "));
    }
  }

  @EachTomcat
  void whoLivesStays(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "living", PINGS).start();
        RudeClient talks = client(server, "talks");
        RudeClient keepsTheApplicationBusy = client(server, "busy")) {
      int port = Connector.NIO.port(server.tomcat());
      URI uri = URI.create("ws://127.0.0.1:" + port + PATH + "answers");
      WebSocket answers =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(uri, new WebSocket.Listener() {})
              .join();
      answers.sendText("ping own", true).join();
      keepsTheApplicationBusy.send("work 7000");
      for (int i = 0; i < 7; i++) {
        Thread.sleep(1000);
        assertThat(talks.send("hello").read()).isEqualTo("hello");
      }
      assertThat(readPastPings(keepsTheApplicationBusy)).isEqualTo("work 7000");

      assertThat(server.dropped()).isEmpty();
      assertThat(server.kept()).containsExactly("answers", "busy", "talks");
      assertThat(server.heard()).contains("answers pong [own]", "answers pong []");
      assertThat(server.heard()).noneMatch(line -> line.startsWith("talks"));
      answers.abort();
    }
  }

  private static String readPastPings(RudeClient client) throws IOException {
    String read = client.read();
    while (read.isEmpty()) {
      read = client.read();
    }
    return read;
  }

  private static RudeClient client(LiveServer server, String name) throws IOException {
    return RudeClient.webSocket(Connector.NIO.connect(server.tomcat()), PATH + name);
  }

  @EachTomcat
  void aStoppedClientIsDropped(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "stopped", PINGS).start()) {
      Process client = start(PoliteClients.command(uri("127.0.0.1", server), 1));
      try {
        assertThat(client.inputReader().readLine()).isEqualTo("open");
        Thread.sleep(SILENCE.plus(SILENCE).toMillis());
        assertThat(server.dropped()).as("as long as it runs").isEmpty();

        signal(client, "STOP");
        server.awaitDropped(dropped -> !dropped.isEmpty(), Patience.promised(UNTIL_DROPPED));

        assertThat(server.dropped())
            .containsExactly("dropped /ws/{name} 1006 unclean HEARTBEAT_LOST/idle");
        await().untilAsserted(() -> assertThat(server.kept()).isEmpty());
      } finally {
        client.destroyForcibly();
      }
    }
  }

  /** The cable is cut; the server's kernel has nothing to send, and does not notice, ever. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aVanishedNetworkIsNoticed(boolean withValve) throws Exception {
    Needs.nothing(CutNetwork.obstacle());
    String version = versions().get(0);
    try (CutNetwork network = CutNetwork.lay(15);
        LiveServer server =
            new LiveServer(version, "vanished-" + withValve, withValve ? PINGS : null)) {
      server.within(network.server()).start();
      Process client =
          network.onClient(PoliteClients.command(uri(CutNetwork.SERVER_ADDRESS, server), 1));
      try {
        assertThat(client.inputReader().readLine()).isEqualTo("open");
        network.cut();
        if (withValve) {
          server.awaitDropped(dropped -> !dropped.isEmpty(), Patience.promised(UNTIL_DROPPED));
          assertThat(server.dropped())
              .containsExactly("dropped /ws/{name} 1006 unclean HEARTBEAT_LOST/idle");
          await().until(() -> get(network, server, "heard").endsWith("c0 closed 1006"));
        } else {
          Thread.sleep(UNTIL_DROPPED.plus(UNTIL_DROPPED).toMillis());
          assertThat(get(network, server, "kept")).endsWith("\nc0");
        }
      } finally {
        client.destroyForcibly();
      }
    }
  }

  private static String get(CutNetwork network, LiveServer server, String what) throws IOException {
    return network.get(server.tomcat().port(), LiveServer.CONTEXT + "/live/" + what);
  }

  /** A hundred that do not read what they are sent, among thousands. */
  @Test
  void theStuckDoNotHoldUpTheOthers() throws Exception {
    String version = versions().get(versions().size() - 1);
    String pings = "pingInterval=\"5\" pingTimeout=\"5\"";
    try (LiveServer server = new LiveServer(version, "stuck", pings)) {
      server.tomcat().heap("3g");
      server.start();
      List<RudeClient> stuck = new ArrayList<>();
      Process crowd = start(PoliteClients.command(uri("127.0.0.1", server), CROWD));
      try (BufferedReader says = crowd.inputReader()) {
        assertThat(says.readLine()).isEqualTo("open");
        Thread.sleep(Duration.ofSeconds(7).toMillis());
        int undisturbed = figures(crowd, says)[1];
        for (int i = 0; i < STUCK; i++) {
          stuck.add(client(server, "stuck" + i));
          server.flood("stuck" + i, -1);
        }
        server.awaitDropped(dropped -> dropped.size() == STUCK);
        Thread.sleep(Duration.ofSeconds(7).toMillis());
        int[] figures = figures(crowd, says);
        int late = (int) Patience.promised(Duration.ofSeconds(1)).toMillis();

        assertThat(figures[0]).as("pings").isGreaterThan(2 * CROWD);
        assertThat(figures[1])
            .as("longest silence, in ms; without the stuck [" + undisturbed + "]")
            .isBetween(5000, Math.max(undisturbed, 5250) + late);
        assertThat(figures[2]).as("hung up on").isZero();
        assertThat(server.dropped())
            .hasSize(STUCK)
            .containsOnly("dropped /ws/{name} 1006 unclean HEARTBEAT_LOST/idle");
        assertThat(server.kept()).hasSize(CROWD);
      } finally {
        crowd.destroyForcibly();
        for (RudeClient each : stuck) {
          each.reset();
        }
      }
    }
  }

  private static int[] figures(Process crowd, BufferedReader says) throws IOException {
    crowd.getOutputStream().write('\n');
    crowd.getOutputStream().flush();
    return Stream.of(says.readLine().split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static URI uri(String host, LiveServer server) {
    return URI.create("ws://" + host + ":" + server.tomcat().port() + PATH + "c");
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
