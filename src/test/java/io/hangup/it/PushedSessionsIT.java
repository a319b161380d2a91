package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Patience;
import io.hangup.fixture.RudeClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Clients that the server pushes to, and that hang up: each is one line, one count and one drop,
 * and they say the same.
 */
class PushedSessionsIT {
  private static final int EACH = 5;
  private static final List<String> WAYS = List.of("BLOCKING", "FUTURE", "HANDLER");

  /** Some hang up before they are pushed to, some in between. */
  private static final int PAUSE_MILLIS = 7;

  private static final Pattern CODE = Pattern.compile("io\\.hangup\\.disconnect (\\S+) (\\S+) ");

  @EachTomcat
  void areToldOfAsTheyAreDropped(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "pushed", "")) {
      server.tomcat().deploy("/whose", "io/hangup/it/whose");
      server.start();
      int hungUp = 0;
      for (Connector connector : List.of(Connector.NIO, Connector.NIO2)) {
        for (String way : WAYS) {
          for (int i = 0; i < EACH; i++) {
            hangUp(server, connector, way, hungUp++, RudeClient::reset, i * PAUSE_MILLIS);
            hangUp(server, connector, way, hungUp++, RudeClient::vanish, i * PAUSE_MILLIS);
          }
          int count = hungUp;
          await()
              .atMost(Patience.EVENT)
              .untilAsserted(
                  () -> {
                    assertThat(server.dropped()).as(way + connector).hasSize(count);
                    assertThat(linesOf(server)).as(way + connector).hasSize(count);
                  });
        }
      }
      Thread.sleep(1000);
      assertThat(linesOf(server)).hasSize(hungUp).allMatch(line -> line.contains(" websocket "));
      assertThat(codes(linesOf(server)))
          .as("lines, and drops")
          .isEqualTo(server.dropped().stream().map(PushedSessionsIT::lastWord).sorted().toList());
      assertThat(server.tomcat().get("/whose/control/disconnects"))
          .isEqualTo(Integer.toString(hungUp));
    }
  }

  private interface HangUp {
    void by(RudeClient client) throws IOException;
  }

  private static void hangUp(
      LiveServer server, Connector connector, String way, int number, HangUp end, int millis)
      throws Exception {
    String name = way + number;
    RudeClient client =
        RudeClient.webSocket(
            connector.connect(server.tomcat()), LiveServer.CONTEXT + "/ws/" + name);
    await().until(() -> server.kept().contains(name));
    server.tomcat().get(LiveServer.CONTEXT + "/live/push?way=" + way + "&name=" + name);
    client.read();
    Thread.sleep(millis);
    end.by(client);
  }

  private static List<String> linesOf(LiveServer server) throws IOException {
    return AbortsServer.lines(server.tomcat().consoleSinceStart());
  }

  private static List<String> codes(List<String> lines) {
    return lines.stream()
        .map(CODE::matcher)
        .flatMap(matcher -> matcher.find() ? Stream.of(matcher) : Stream.empty())
        .map(matcher -> matcher.group(1) + "/" + matcher.group(2))
        .sorted()
        .toList();
  }

  private static String lastWord(String line) {
    return new ArrayList<>(List.of(line.split(" ", -1))).get(line.split(" ", -1).length - 1);
  }
}
