package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Patience;
import io.hangup.fixture.RudeClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Each session that was opened is dropped once, however it ends: many connections that end in every
 * way at once, from both sides, with reloads in between and a stop at the end.
 */
class ExactlyOnceIT {
  private static final int CONNECTIONS = Integer.getInteger("hangup.connections", 5_000);
  private static final int ROUNDS = 5;
  private static final String ATTRIBUTES =
      "pingInterval=\"2\" pingTimeout=\"1\" closeForgotten=\"true\"";

  @EachTomcat
  void whateverHappens(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "exactly-once", ATTRIBUTES)) {
      Path books = server.keepBooks();
      server.tomcat().heap("2g").deploy("/control", "io/hangup/it/control");
      server.start();
      Endings endings = new Endings(server);
      for (int round = 1; round <= ROUNDS; round++) {
        assertThat(endings.endInEveryWay(CONNECTIONS / ROUNDS))
            .as("connections that Tomcat refused")
            .isLessThan(CONNECTIONS / ROUNDS / 100);
        awaitQuiet(server, 0);
        List<RudeClient> live = endings.open(20);
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
}
