package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.CutNetwork;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Needs;
import io.hangup.fixture.Patience;
import io.hangup.fixture.TomcatDistribution;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A client whose network vanishes while it is written to: the kernel gives up ({@code ETIMEDOUT}).
 */
@ResourceLock("network namespaces")
class KernelTimeoutIT {
  private static final int RETRIES = 3;

  @EachTomcat
  void isNoisyWithoutTheValve(String version) throws Exception {
    String console = consoleAfterCut(version, "cut-without", "", "Connection timed out");

    assertThat(console).contains("SEVERE", "java.io.IOException: Connection timed out");
  }

  @EachTomcat
  void isOneLineWithIt(String version) throws Exception {
    String console =
        consoleAfterCut(version, "cut-with", TomcatDistribution.VALVE, "io.hangup.disconnect");

    assertThat(console.lines()).hasSize(1);
    assertThat(console)
        .containsPattern("TIMED_OUT (read|write) websocket \\[10\\.77\\.0\\.2:\\d+\\] context");
  }

  private static String consoleAfterCut(String version, String name, String valve, String until)
      throws Exception {
    Needs.nothing(CutNetwork.obstacle());
    try (CutNetwork network = CutNetwork.lay(RETRIES);
        TomcatDistribution tomcat = new TomcatDistribution(version, name)) {
      tomcat.valve(valve).logging("io.hangup.disconnect.level = FINE").deploySample("/chat");
      tomcat.within(network.server()).start();
      Process client = network.webSocket(tomcat.port(), "/chat/ws/lost", "flood");
      try {
        Thread.sleep(1500);
        network.cut();
        await().atMost(Patience.EVENT).until(() -> tomcat.consoleSinceStart().contains(until));
        return tomcat.consoleSinceStart();
      } finally {
        client.destroy();
      }
    }
  }
}
