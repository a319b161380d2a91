package io.hangup.load;

import io.hangup.load.Reading.Item;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Many clients that hang up at once. */
enum Storm implements Load {
  WEB_SOCKETS("WebSockets reset", 1),
  EVENTS("SSE requests aborted", 1),
  STREAMS("HTTP/2 streams reset", 100);

  private static final int OPENING_MILLIS = 500;

  private final String title;
  private final int width;

  Storm(String title, int width) {
    this.title = title;
    this.width = width;
  }

  private Dialect dialect() {
    return switch (this) {
      case WEB_SOCKETS -> Lines.webSocket(LoadServer.path("ws"));
      case EVENTS -> Lines.get(LoadServer.path("events"));
      case STREAMS -> Streams.get(width, LoadServer.path("events"));
    };
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Cost run(LoadServer server, int size) throws IOException, InterruptedException {
    long open = server.read().of(Item.OPEN);
    try (Swarm swarm = new Swarm(server.port(), this::dialect)) {
      swarm.open(Math.max(1, size / width));
      TimeUnit.MILLISECONDS.sleep(OPENING_MILLIS);
      Reading before = server.read();
      long logged = server.logged();
      long begin = System.nanoTime();
      swarm.abort();
      if (this != WEB_SOCKETS) {
        // Tomcat notices only when it writes.
        server.get("send");
      }
      long last = server.awaitCalm(open) - begin;
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
