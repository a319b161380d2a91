package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An application's own idle timeouts: a ping of Hangup's, and the client's answer, are no use of a
 * session.
 */
class IdleTimeoutsIT {
  private static final String PINGS = "pingInterval=\"1\" pingTimeout=\"10\"";
  private static final List<String> NAMES = List.of("max-idle", "read-idle", "write-idle");
  private static final Duration IDLE = Duration.ofSeconds(4);

  /** Tomcat looks for sessions that have expired every ten seconds. */
  private static final Duration UNTIL_SEEN = Duration.ofSeconds(10);

  @EachTomcat
  void areKeptWhilePingsAreAnswered(String version) throws Exception {
    AtomicInteger pings = new AtomicInteger();
    Duration took = untilAllHaveExpired(version, pings);

    assertThat(pings.get()).as("pings").isGreaterThanOrEqualTo(2 * NAMES.size());
    assertThat(took)
        .isGreaterThan(IDLE)
        .isLessThan(Patience.promised(IDLE.plus(UNTIL_SEEN).plusSeconds(2)));
  }

  private static Duration untilAllHaveExpired(String version, AtomicInteger pings)
      throws Exception {
    try (LiveServer server = new LiveServer(version, "idle", PINGS).start()) {
      long begin = System.nanoTime();
      for (String each : NAMES) {
        open(server, each, pings);
      }
      await().atMost(Patience.EVENT).until(() -> server.kept().isEmpty());
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(server.heard())
          .filteredOn(each -> !each.contains(" pong "))
          .containsExactlyInAnyOrderElementsOf(
              NAMES.stream().map(each -> each + " closed 1006").toList());
      assertThat(server.tomcat().consoleSinceStart()).doesNotContain("\tat ", "HEARTBEAT_LOST");
      return took;
    }
  }

  /** What the client says, and is sent, is use as ever. */
  @EachTomcat
  void doNotEndASessionThatIsUsed(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "idle-used", PINGS).start()) {
      List<WebSocket> sockets =
          List.of(
              open(server, NAMES.get(0), new AtomicInteger()),
              open(server, NAMES.get(1), new AtomicInteger()),
              open(server, NAMES.get(2), new AtomicInteger()));
      for (int i = 0; i < 3; i++) {
        // Less than the timeout, and more than a ping and its answer.
        TimeUnit.MILLISECONDS.sleep(2_500);
        for (WebSocket each : sockets) {
          each.sendText("hello", true).join();
        }
      }

      assertThat(server.kept()).containsExactlyInAnyOrderElementsOf(NAMES);
      sockets.forEach(WebSocket::abort);
    }
  }

  private static WebSocket open(LiveServer server, String name, AtomicInteger pings) {
    int port = Connector.NIO.port(server.tomcat());
    URI uri = URI.create("ws://127.0.0.1:" + port + LiveServer.CONTEXT + "/ws/" + name);
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(uri, new Counting(pings))
        .join();
  }

  private record Counting(AtomicInteger pings) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
      pings.incrementAndGet();
      socket.request(1);
      return null;
    }
  }
}
