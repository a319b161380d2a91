package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.ResettingBackend;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stack traces that an application makes text of, in the log and on the standard streams. */
class TextTracesIT {
  private static final List<String> WAYS =
      List.of(
          "text-print",
          "text-println",
          "text-writer",
          "text-lines",
          "text-stream",
          "text-out",
          "text-out-writer",
          "text-log",
          "text-log-words");

  @EachTomcat
  void hangUpsAreOneLineEachWith(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "text-with")) {
      AbortsServer.deployed(tomcat).start();
      hangUp(tomcat);
      AbortsServer.awaitLines(tomcat, WAYS.size());
      // A second line of the same hang-up would come within some seconds.
      Thread.sleep(3000);
      tomcat.stop();

      String console = tomcat.consoleSinceStart();
      assertThat(AbortsServer.lines(console)).hasSize(WAYS.size());
      assertThat(console)
          .doesNotContain("\tat ", "Caused by: ")
          .containsPattern("SEVERE .*Order 17 failed: \\[client gone: [A-Z_]+/write]");
      assertThat(AbortsServer.severe(console)).hasSize(1);
      for (String way : WAYS) {
        assertThat(console).containsSubsequence("before " + way, "after " + way);
      }
    }
  }

  /** What an application prints is logged by Tomcat, at the end of its request. */
  @EachTomcat
  void hangUpsAreOneLineEachWhereOutputIsSwallowed(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "text-swallowed")) {
      AbortsServer.deployed(swallowing(tomcat)).start();
      hangUp(tomcat);
      AbortsServer.awaitLines(tomcat, WAYS.size());
      Thread.sleep(3000);
      tomcat.stop();

      String logs = tomcat.consoleSinceStart() + tomcat.log("localhost.");
      assertThat(AbortsServer.lines(logs)).hasSize(WAYS.size());
      assertThat(logs).doesNotContain("\tat ", "Caused by: ");
      for (String way : WAYS) {
        assertThat(logs).containsSubsequence("before " + way, "after " + way);
      }
    }
  }

  private static TomcatDistribution swallowing(TomcatDistribution tomcat) throws IOException {
    byte[] xml = "<Context swallowOutput=\"true\"/>".getBytes(StandardCharsets.UTF_8);
    return tomcat.webappFile(AbortsServer.CONTEXT, "META-INF/context.xml", xml);
  }

  /** The twin: a backend's reset is in Tomcat's record as it was. */
  @EachTomcat
  void aBackendsResetStaysWhereOutputIsSwallowed(String version) throws Exception {
    assertThat(swallowedBackendResets(version, "text-swallowed-backend", TomcatDistribution.VALVE))
        .isEqualTo(swallowedBackendResets(version, "text-swallowed-without", ""));
  }

  private static List<String> swallowedBackendResets(String version, String name, String valve)
      throws Exception {
    try (ResettingBackend backend = new ResettingBackend();
        TomcatDistribution tomcat = new TomcatDistribution(version, name).valve(valve)) {
      AbortsServer.deployed(swallowing(tomcat)).start();
      for (String way : WAYS) {
        tomcat.get("/app/backend?how=" + way + "&port=" + backend.port());
      }
      tomcat.stop();
      List<String> lines =
          AbortsServer.normalised(tomcat.consoleSinceStart() + tomcat.log("localhost."))
              .lines()
              .filter(line -> line.startsWith("\tat io.hangup.it") || line.contains("reset"))
              .toList();
      assertThat(lines).hasSizeGreaterThan(WAYS.size());
      return lines;
    }
  }

  @EachTomcat
  void hangUpsAreNoisyWithout(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "text-without")) {
      AbortsServer.deployed(tomcat.withoutValve()).start();
      hangUp(tomcat);
      tomcat.stop();

      assertThat(tomcat.consoleSinceStart().lines())
          .filteredOn(line -> line.contains("ClientAbortException: "))
          .hasSizeGreaterThanOrEqualTo(WAYS.size());
    }
  }

  private static void hangUp(TomcatDistribution tomcat) throws IOException {
    for (String way : WAYS) {
      AbortsServer.resetIn(tomcat, "/abort?how=" + way);
      AbortsServer.awaitEnded(tomcat, WAYS.indexOf(way) + 1);
    }
  }

  @EachTomcat
  void aBackendsResetStaysToTheByte(String version) throws Exception {
    String with = backendResets(version, "text-backend-with", TomcatDistribution.VALVE);
    String without = backendResets(version, "text-backend-without", "");

    assertThat(with).contains("before text-lines", "java.net.SocketException", "\tat ");
    assertThat(with).isEqualTo(without);
  }

  private static String backendResets(String version, String name, String valve) throws Exception {
    try (ResettingBackend backend = new ResettingBackend();
        TomcatDistribution tomcat = new TomcatDistribution(version, name).valve(valve)) {
      AbortsServer.deployed(tomcat).start();
      for (String way : WAYS) {
        tomcat.get("/app/backend?how=" + way + "&port=" + backend.port());
        await()
            .atMost(AbortsServer.PATIENCE)
            .until(() -> tomcat.consoleSinceStart().contains("after " + way));
      }
      String console = tomcat.consoleSinceStart();
      // A trace that is taken below the Valve has the Valve's frame in it.
      return AbortsServer.normalised(console.substring(console.indexOf("before " + WAYS.get(0))))
          .replaceAll("(?m)^\\s+at io\\.hangup\\.DisconnectValve.*\\R", "")
          .strip();
    }
  }
}
