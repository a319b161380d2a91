package io.hangup.matrix;

import static io.hangup.matrix.WebSocketPlace.ALL;
import static io.hangup.matrix.WebSocketPlace.WITHOUT_STALL;

import io.hangup.fixture.Abort;
import io.hangup.fixture.RudeClient;
import io.hangup.matrix.WebSocketPlace.Doing;
import io.hangup.matrix.WebSocketPlace.Scene;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Rows of the matrix: WebSocket endpoints of every habit, in every state. */
final class WebSocketRows {
  /** Endpoints that differ in what they do with a failure. */
  private static final List<String> HABITS =
      List.of(
          "unhandled",
          "logging",
          "printing",
          "rethrowing",
          "throwing-on-close",
          "programmatic",
          "upgrading-servlet");

  /** Long enough for a broadcast to fill what lies between the two ends. */
  private static final long UNTIL_BUFFERS_ARE_FULL = 300;

  /** Long enough for Tomcat to have seen the end of a connection that it says nothing of. */
  private static final long UNTIL_TOMCAT_HAS_SEEN = 200;

  private static final AtomicInteger rooms = new AtomicInteger();

  private WebSocketRows() {}

  static List<Row> all() {
    return Stream.of(habits(), moments(), handshakes(), broadcasts())
        .flatMap(places -> places)
        .flatMap(WebSocketPlace::rows)
        .toList();
  }

  private static Stream<WebSocketPlace> habits() {
    return HABITS.stream()
        .flatMap(
            habit ->
                Stream.of(
                    new WebSocketPlace(
                        "idle, " + habit,
                        Doing.READING,
                        WITHOUT_STALL,
                        talk(habit, client -> client.send("hello").read())),
                    new WebSocketPlace(
                        "flood, " + habit, Doing.WRITING, floodAborts(habit), flood(habit))));
  }

  /** To stall takes time, and is not the endpoint's habit. */
  private static Set<Abort> floodAborts(String habit) {
    return habit.equals("unhandled") || habit.equals("printing") || habit.equals("programmatic")
        ? ALL
        : EnumSet.of(Abort.RESET, Abort.VANISH);
  }

  private static Stream<WebSocketPlace> moments() {
    return Stream.of(
        new WebSocketPlace(
            "mid-frame",
            Doing.READING,
            WITHOUT_STALL,
            talk("unhandled", client -> client.send("hello").sendHalfFrame("good-bye").read())),
        new WebSocketPlace(
            "mid-fragment",
            Doing.READING,
            WITHOUT_STALL,
            talk("unhandled", client -> client.send("hello").sendFragment("good-").read())),
        new WebSocketPlace(
            "echo",
            Doing.BOTH,
            EnumSet.of(Abort.RESET, Abort.VANISH, Abort.CLOSE_NOTIFY),
            talk("logging", WebSocketRows::chat)),
        new WebSocketPlace(
            "closed in onOpen",
            Doing.CLOSED,
            WITHOUT_STALL,
            talk("closed-in-open", c -> c.read())));
  }

  private static void chat(RudeClient client) throws IOException {
    for (int i = 0; i < 200; i++) {
      client.send("hello " + i);
    }
    client.read();
  }

  private static Stream<WebSocketPlace> handshakes() {
    String request = RudeClient.handshake(MatrixServer.CONTEXT + "/ws/unhandled");
    return Stream.of(
        new WebSocketPlace(
            "half a handshake",
            Doing.STARTING,
            WITHOUT_STALL,
            begin(request.substring(0, request.length() / 2))),
        new WebSocketPlace("handshake unread", Doing.STARTING, WITHOUT_STALL, begin(request)));
  }

  private static Stream<WebSocketPlace> broadcasts() {
    return Stream.of(
        new WebSocketPlace("blocking broadcast", Doing.BOTH, ALL, broadcast("BLOCKING", false)),
        new WebSocketPlace(
            "asynchronous broadcast", Doing.BOTH, ALL, broadcast("ASYNCHRONOUS", false)),
        new WebSocketPlace(
            "racing a broadcast", Doing.BOTH, WITHOUT_STALL, broadcast("RACING", true)),
        new WebSocketPlace(
            "racing an asynchronous broadcast",
            Doing.BOTH,
            WITHOUT_STALL,
            broadcast("RACING_ASYNCHRONOUS", true)));
  }

  private interface Words {
    void say(RudeClient client) throws IOException;
  }

  /** Opens a session, says something, and hangs up. */
  private static Scene talk(String habit, Words words) {
    return (wire, abort) -> {
      RudeClient client = wire.open("/ws/" + habit);
      words.say(client);
      abort.on(client);
      WebSocketPlace.leave(client, abort, false);
    };
  }

  private static Scene flood(String habit) {
    return (wire, abort) -> {
      RudeClient client = wire.open("/ws/" + habit);
      client.send("flood").read();
      abort.on(client);
      WebSocketPlace.leave(client, abort, true);
    };
  }

  private static Scene begin(String request) {
    return (wire, abort) -> {
      RudeClient client = wire.connect().write(request);
      abort.on(client);
      Thread.sleep(UNTIL_TOMCAT_HAS_SEEN);
      WebSocketPlace.leave(client, abort, false);
    };
  }

  /** A second client has the first one sent to, and leaves in good order. */
  private static Scene broadcast(String way, boolean reading) {
    return (wire, abort) -> {
      String room = "/ws/broadcast/" + rooms.incrementAndGet();
      try (RudeClient client = wire.open(room);
          RudeClient guest = wire.open(room)) {
        // Only once it is answered is a client in the room.
        client.send("hello").read();
        guest.send("hello").read();
        guest.send(way);
        if (reading) {
          client.read();
        } else {
          Thread.sleep(UNTIL_BUFFERS_ARE_FULL);
        }
        abort.on(client);
        guest.read();
        guest.sayGoodBye(1000);
      }
    };
  }
}
