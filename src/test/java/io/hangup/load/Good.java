package io.hangup.load;

import io.hangup.load.Reading.Item;
import java.io.IOException;
import java.time.Duration;

/** Requests of clients who stay, one after the other on each connection, for some seconds. */
enum Good implements Load {
  HTTP_1("connections, GET after GET over HTTP/1.1"),
  HTTP_2("connections, 8 streams of GETs on each"),
  ECHO("WebSockets, 32 of them with echo after echo");

  private static final int SPEAKERS = 32;
  private static final int STREAMS = 8;
  static final Duration TIME = Duration.ofSeconds(Integer.getInteger("hangup.load.seconds", 10));

  private final String title;

  Good(String title) {
    this.title = title;
  }

  private Dialect dialect() {
    return switch (this) {
      case HTTP_1 -> Lines.get(LoadServer.path("plain"));
      case HTTP_2 -> Streams.get(STREAMS, LoadServer.path("plain"));
      case ECHO -> Lines.webSocket(LoadServer.path("ws"));
    };
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Cost run(LoadServer server, int size) throws IOException, InterruptedException {
    long open = server.read().of(Item.OPEN);
    Cost cost = talk(server, size);
    server.awaitCalm(open);
    return cost;
  }

  private Cost talk(LoadServer server, int size) throws IOException, InterruptedException {
    try (Swarm swarm = new Swarm(server.port(), this::dialect)) {
      swarm.open(size);
      Reading before = server.read();
      long logged = server.logged();
      long answers = swarm.talk(SPEAKERS, TIME);
      Reading after = server.read();
      return new Cost(
          answers,
          after.since(before, Item.CPU),
          after.since(before, Item.ALLOCATED),
          server.logged() - logged,
          0,
          TIME.toNanos());
    }
  }
}
