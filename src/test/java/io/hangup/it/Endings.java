package io.hangup.it;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.RudeClient;
import java.io.IOException;
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

/** Connections to a {@link LiveServer} that end in every way at once, from both sides. */
final class Endings {
  private static final int THREADS = 8;
  private static final String WEB_SOCKET = LiveServer.CONTEXT + "/ws/n";
  private static final String STREAM = LiveServer.CONTEXT + "/stream/";

  private final Queue<RudeClient> silent = new ConcurrentLinkedQueue<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final LiveServer server;

  Endings(LiveServer server) {
    this.server = server;
  }

  /** Forgets those whom the heartbeat has found. */
  void leaveSilent() throws IOException {
    for (RudeClient each = silent.poll(); each != null; each = silent.poll()) {
      each.close();
    }
  }

  /** Ends as many as {@code count}; returns how many Tomcat refused. */
  int endInEveryWay(int count) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(
          () -> {
            endInOneWay(begun.incrementAndGet());
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
    return refused;
  }

  private void endInOneWay(int number) throws IOException, InterruptedException {
    Connector connector = connector(number);
    if (number % 10 == 9) {
      stream(connector, number);
      return;
    }
    String name = WEB_SOCKET + number;
    RudeClient client = RudeClient.webSocket(connector.connect(server.tomcat()), name);
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

  private void stream(Connector connector, int number) throws IOException {
    String way = number % 20 == 9 ? "complete-at-once" : "write";
    Http1Client client = Http1Client.over(connector.connect(server.tomcat()));
    client.get(STREAM + way, "Connection: close").readHead();
    if (number % 20 == 9) {
      client.readAll();
      client.close();
    } else {
      client.reset();
    }
  }

  /** Opens WebSockets that stay. */
  List<RudeClient> open(int count) throws IOException {
    List<RudeClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(
          RudeClient.webSocket(connector(i).connect(server.tomcat()), WEB_SOCKET + "l" + i));
    }
    return clients;
  }

  /** TLS takes its time: one in sixteen. */
  private static Connector connector(int number) {
    if (number % 16 == 15) {
      return number % 32 == 15 ? Connector.NIO_TLS : Connector.NIO2_TLS;
    }
    return number % 2 == 0 ? Connector.NIO : Connector.NIO2;
  }
}
