package io.hangup.load;

import io.hangup.load.Reading.Item;
import java.io.IOException;
import java.util.function.Supplier;

/** Many clients that hang up at once. */
enum Storm implements Load {
  WEB_SOCKETS("WebSockets reset", 1, () -> Lines.webSocket(LoadServer.path("ws"))),
  EVENTS("SSE requests aborted", 1, () -> Lines.get(LoadServer.path("events"))),
  STREAMS("HTTP/2 streams reset", 100, () -> Streams.get(100, LoadServer.path("events")));

  private static final int OPENING_MILLIS = 1000;

  private final String title;
  private final int width;
  private final Supplier<Dialect> dialects;

  Storm(String title, int width, Supplier<Dialect> dialects) {
    this.title = title;
    this.width = width;
    this.dialects = dialects;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Cost run(LoadServer server, int size) throws IOException, InterruptedException {
    try (Swarm swarm = new Swarm(server.port(), dialects)) {
      swarm.open(Math.max(1, size / width));
      Thread.sleep(OPENING_MILLIS);
      Reading before = server.read();
      long logged = server.logged();
      long begin = System.nanoTime();
      swarm.abort();
      if (this != WEB_SOCKETS) {
        // Tomcat notices only when it writes.
        server.get("send");
      }
      long last = server.awaitCalm() - begin;
      Reading after = server.read();
      return new Cost(
          size,
          after.since(before, Item.CPU),
          after.since(before, Item.ALLOCATED),
          server.logged() - logged,
          after.since(before, Item.DROPPED),
          last);
    }
  }
}
