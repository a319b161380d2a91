package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connection;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Patience;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each session that was opened is dropped once, however it ends: many connections that end in every
 * way at once, from both sides, with reloads in between and a stop at the end.
 */
class ExactlyOnceIT {
  private static final int CONNECTIONS = Integer.getInteger("hangup.connections", 5_000);
  private static final int ROUNDS = 5;
  private static final int THREADS = 8;
  private static final String WEB_SOCKET = LiveServer.CONTEXT + "/ws/n";
  private static final String STREAM = LiveServer.CONTEXT + "/stream/";
  private static final String ATTRIBUTES =
      "pingInterval=\"2\" pingTimeout=\"1\" closeForgotten=\"true\"";

  private final Queue<RudeClient> silent = new ConcurrentLinkedQueue<>();
  private final AtomicInteger begun = new AtomicInteger();

  static List<String> versions() {
    return TomcatDistribution.versions().toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whateverHappens(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "exactly-once", ATTRIBUTES)) {
      Path books = server.keepBooks();
      server.tomcat().heap("2g").deploy("/control", "io/hangup/it/control");
      server.start();
      for (int round = 1; round <= ROUNDS; round++) {
        endInEveryWay(server, CONNECTIONS / ROUNDS);
        awaitQuiet(server, 0);
        List<RudeClient> live = open(server, 20);
        awaitQuiet(server, live.size());
        if (round < ROUNDS) {
          server.tomcat().get("/control/control/reload");
          awaitQuiet(server, 0);
        }
        // At the end they are still there when the server stops.
      }
      server.tomcat().stop();

      List<String> lines = Files.readAllLines(books);
      String[] figures = lines.get(0).split(" ", -1);
      assertThat(lines.subList(2, lines.size())).as("told of wrongly").isEmpty();
      assertThat(figures[0]).as("opened, dropped").isEqualTo(figures[1]);
      assertThat(Integer.parseInt(figures[0])).isGreaterThanOrEqualTo(CONNECTIONS * 99 / 100);
      assertThat(Integer.parseInt(lines.get(1).split(" ", -1)[1])).as("median, ms").isLessThan(100);
      System.out.println("Tomcat " + version + ": opened, dropped, live, wrong: " + lines);
    }
  }

  /** Waits until as many are live as should be, and the books agree. */
  private static void awaitQuiet(LiveServer server, int live) {
    await()
        .atMost(Patience.EVENT)
        .untilAsserted(
            () ->
                assertThat(server.tomcat().get("/control/control/tally"))
                    .endsWith(" " + live + " 0"));
  }

  private void endInEveryWay(LiveServer server, int count) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(
          () -> {
            endInOneWay(server, begun.incrementAndGet());
            return null;
          });
    }
    int refused = 0;
    for (Future<Void> done : pool.invokeAll(tasks)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        System.out.println(e.getCause());
        refused++;
      }
    }
    pool.shutdown();
    assertThat(refused).as("connections that Tomcat refused").isLessThan(count / 100);
  }

  private void endInOneWay(LiveServer server, int number) throws IOException, InterruptedException {
    Connection connection = connection(number);
    if (number % 10 == 9) {
      stream(server, connection, number);
      return;
    }
    String name = WEB_SOCKET + number;
    RudeClient client = RudeClient.webSocket(connection.connect(server.tomcat()), name);
    if (number % 200 == 0) {
      // The heartbeat finds it.
      silent.add(client);
      return;
    }
    switch (number % 7) {
      case 0 -> client.reset();
      case 1 -> client.vanish();
      case 2 -> client.sayGoodBye(1000);
      case 3 -> client.send("close").vanish();
      case 4 -> client.send("close").reset();
      case 5 -> client.sendHalfFrame("half a message").reset();
      default -> {
        // The server's close frame, and what remains.
        client.send("close").read();
        client.close();
      }
    }
  }

  private static void stream(LiveServer server, Connection connection, int number)
      throws IOException {
    String way = number % 20 == 9 ? "complete-at-once" : "write";
    Http1Client client = Http1Client.over(connection.connect(server.tomcat()));
    client.get(STREAM + way, "Connection: close").readHead();
    if (number % 20 == 9) {
      client.readAll();
      client.close();
    } else {
      client.reset();
    }
  }

  private static List<RudeClient> open(LiveServer server, int count) throws IOException {
    List<RudeClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(
          RudeClient.webSocket(connection(i).connect(server.tomcat()), WEB_SOCKET + "l" + i));
    }
    return clients;
  }

  /** TLS takes its time: one in sixteen. */
  private static Connection connection(int number) {
    if (number % 16 == 15) {
      return number % 32 == 15 ? Connection.NIO_TLS : Connection.NIO2_TLS;
    }
    return number % 2 == 0 ? Connection.NIO : Connection.NIO2;
  }
}
