package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Patience;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.load.Reading;
import io.hangup.load.Reading.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

/**
 * For as long as somebody waits: connections that end in every way. At the end the server holds
 * what it held at the beginning, and has kept its books. {@code mvn -Psoak verify}.
 */
@Tag("soak")
class SoakIT {
  private static final Duration TIME =
      Duration.ofMinutes(Integer.getInteger("hangup.soak.minutes", 30));
  private static final int HELD = Integer.getInteger("hangup.soak.held", 10);
  private static final double HEAP =
      Double.parseDouble(System.getProperty("hangup.soak.heap", "1.5"));
  private static final int AT_ONCE = 2_000;

  /** Who stays long enough to be moved to the old generation. */
  private static final int STAYING = 300;

  private static final int COLLECTIONS = 3;
  private static final long HEAP_SLACK = 8L << 20;
  private static final Pattern LINE = Pattern.compile(" io\\.hangup\\.disconnect [A-Z]");

  private long consoleRead;
  private long lines;

  @EachTomcat
  void holdsNoMoreThanAtTheBeginning(String version) throws Exception {
    String attributes = "pingInterval=\"2\" pingTimeout=\"1\" closeForgotten=\"true\"";
    try (LiveServer server = new LiveServer(version, "soak", attributes)) {
      server.registries(SoakRegistry.class);
      server.tomcat().lib(TallyRegistry.class).heap("1g");
      server.tomcat().deploy("/control", "io/hangup/it/control");
      server.tomcat().deploy("/load", "io/hangup/load/app");
      server.start();
      Endings endings = new Endings(server);
      round(server, endings);
      Reading first = collected(server);
      List<Long> heaps = new ArrayList<>();
      long end = System.nanoTime() + TIME.toNanos();
      while (System.nanoTime() < end) {
        round(server, endings);
        heaps.add(collected(server).of(Item.HEAP) >> 20);
        countLines(server.tomcat());
      }

      Reading last = collected(server);
      String tally = server.tomcat().get("/control/control/tally");
      String held = server.tomcat().get("/control/control/held");
      System.out.println(
          "Tomcat "
              + version
              + ": opened, dropped, live, wrong: "
              + tally
              + "; lines "
              + lines
              + ", disconnects "
              + last.of(Item.DISCONNECTS)
              + "; held "
              + held
              + "; old generation, MiB: "
              + heaps
              + "; first "
              + first
              + "; last "
              + last);
      assertThat(tally).as("opened, dropped, live, wrong").endsWith(" 0 0");
      assertThat(lines).as("lines").isEqualTo(last.of(Item.DISCONNECTS));
      assertThat(Integer.parseInt(held)).as("dead and not collected").isLessThanOrEqualTo(HELD);
      assertThat(last.of(Item.HEAP))
          .as("old generation")
          .isLessThan((long) (first.of(Item.HEAP) * HEAP) + HEAP_SLACK);
      assertThat(last.of(Item.HANDLERS)).as("handlers").isEqualTo(first.of(Item.HANDLERS));
      awaitNoMore(server, first, Item.THREADS);
      awaitNoMore(server, first, Item.DESCRIPTORS);
    }
  }

  private static void round(LiveServer server, Endings endings) throws Exception {
    List<RudeClient> staying = endings.open(STAYING);
    assertThat(endings.endInEveryWay(AT_ONCE)).as("refused").isLessThan(AT_ONCE / 100);
    for (RudeClient each : staying) {
      each.reset();
    }
    await()
        .atMost(Patience.EVENT)
        .untilAsserted(
            () -> assertThat(server.tomcat().get("/control/control/tally")).endsWith(" 0 0"));
    endings.leaveSilent();
  }

  /** After collections that go on beside the application. */
  private static Reading collected(LiveServer server) throws IOException, InterruptedException {
    for (int i = 1; i < COLLECTIONS; i++) {
      server.tomcat().get("/load/probe?collect");
    }
    return Reading.of(server.tomcat().get("/load/probe?collect"));
  }

  private void countLines(TomcatDistribution tomcat) throws IOException {
    String more = new String(tomcat.consoleFrom(consoleRead), StandardCharsets.ISO_8859_1);
    int whole = more.lastIndexOf('\n') + 1;
    consoleRead += whole;
    lines += LINE.matcher(more.substring(0, whole)).results().count();
  }

  /**
   * Threads of a pool take their time, and so do connections that were left open: each question is
   * one, for twenty seconds.
   */
  private static void awaitNoMore(LiveServer server, Reading first, Item item) {
    await()
        .pollInterval(Duration.ofSeconds(10))
        .atMost(Patience.EVENT)
        .untilAsserted(
            () ->
                assertThat(Reading.of(server.tomcat().get("/load/probe")).of(item))
                    .as(item.toString())
                    .isLessThanOrEqualTo(first.of(item)));
  }
}
