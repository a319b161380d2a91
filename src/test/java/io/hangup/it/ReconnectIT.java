package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.CutNetwork;
import io.hangup.fixture.Needs;
import io.hangup.fixture.Patience;
import io.hangup.fixture.ReconnectPage;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The example's page in a browser that loses its network and comes back, twice. */
@ResourceLock("network namespaces")
class ReconnectIT {
  private static final String CONTEXT = "/chat";
  private static final String VERSION = TomcatDistribution.newest();
  private static final String VALVE =
      ValveXml.with(
          "pingInterval",
          "2",
          "pingTimeout",
          "1",
          "registry",
          "io.hangup.session.StaticFieldRegistry",
          "registry.fields",
          "io.hangup.sample.ChatEndpoint.SESSIONS");

  /** Both ping times, a second, and what it takes to ask for that. */
  private static final Duration UNTIL_DROPPED = Duration.ofMillis(4200);

  @BeforeEach
  void install() throws IOException {
    Needs.nothing(CutNetwork.obstacle());
    Needs.nothing(ReconnectPage.obstacle());
    ReconnectPage.install();
  }

  @Test
  void whoComesBackHasOneSession() throws Exception {
    try (CutNetwork network = CutNetwork.lay(15);
        TomcatDistribution tomcat = start(network, "reconnect-with", VALVE);
        ReconnectPage page = ReconnectPage.open(network, tomcat.port(), CONTEXT)) {
      awaitShown(page, "connected");
      await().until(() -> kept(network, tomcat) == 1);

      network.unplug();
      await().atMost(Patience.promised(UNTIL_DROPPED)).until(() -> kept(network, tomcat) == 0);
      awaitShown(page, "no network");
      network.plugIn();
      awaitShown(page, "connected", "1 1006 \"\" false");
      await().until(() -> kept(network, tomcat) == 1);

      network.unplug();
      await().atMost(Patience.promised(UNTIL_DROPPED)).until(() -> kept(network, tomcat) == 0);
      network.plugInElsewhere();
      awaitShown(page, "connected", "1 1006 \"\" false");
      await().until(() -> kept(network, tomcat) == 1);

      assertThat(tomcat.consoleSinceStart().lines())
          .hasSize(2)
          .allMatch(line -> line.contains(" HEARTBEAT_LOST idle websocket "));
    }
  }

  @Test
  void withoutTheValveTheDeadStay() throws Exception {
    try (CutNetwork network = CutNetwork.lay(15);
        TomcatDistribution tomcat = start(network, "reconnect-without", "");
        ReconnectPage page = ReconnectPage.open(network, tomcat.port(), CONTEXT)) {
      awaitShown(page, "connected");

      network.unplug();
      Thread.sleep(UNTIL_DROPPED.toMillis());
      awaitShown(page, "no network");
      network.plugIn();
      awaitShown(page, "connected", "1 1000 \"\" true");
      await().until(() -> kept(network, tomcat) == 2);

      network.unplug();
      Thread.sleep(UNTIL_DROPPED.toMillis());
      network.plugInElsewhere();
      awaitShown(page, "connected", "1 1000 \"\" true");
      await().until(() -> kept(network, tomcat) == 3);
    }
  }

  private static TomcatDistribution start(CutNetwork network, String name, String valve)
      throws IOException {
    TomcatDistribution tomcat = new TomcatDistribution(VERSION, name).valve(valve);
    ReconnectPage.deploy(tomcat, CONTEXT);
    return tomcat
        .deploy(CONTEXT, "io/hangup/sample")
        .logging("io.hangup.disconnect.level = FINE")
        .within(network.server())
        .start();
  }

  private static void awaitShown(ReconnectPage page, String... shown) {
    await().untilAsserted(() -> assertThat(page.shown()).containsExactly(shown));
  }

  private static int kept(CutNetwork network, TomcatDistribution tomcat) throws IOException {
    String answer = network.get(tomcat.port(), CONTEXT + "/stats");
    String stats = answer.substring(answer.lastIndexOf('\n') + 1);
    return Integer.parseInt(stats.substring(0, stats.indexOf(' ')));
  }
}
