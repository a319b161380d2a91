package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.ResettingBackend;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Filter, for those who cannot edit {@code server.xml}. */
class FilterIT {
  private static final String OURS = "io.hangup.DisconnectFilter";
  private static final String NONE = "io.hangup.it.aborts.PassFilter";
  private static final List<String> WRAPPINGS = List.of("servlet", "unchecked", "own", "twice");
  private static final List<String> WAYS =
      List.of("/TO?how=", "/forward?to=TO&how=", "/include?to=TO&how=", "/async?to=TO&how=");

  static List<String> versions() {
    return TomcatDistribution.versions().toList();
  }

  private static List<String> paths(String servlet) {
    return WAYS.stream()
        .flatMap(way -> WRAPPINGS.stream().map(way.replace("TO", servlet)::concat))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void isNoisyWithoutTheFilter(String version) throws Exception {
    String log = logOfHangUps(version, "filter-without", NONE);

    assertThat(AbortsServer.severe(log)).hasSizeGreaterThanOrEqualTo(paths("abort").size());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void isSilentWithTheFilter(String version) throws Exception {
    assertThat(logOfHangUps(version, "filter-with", OURS)).isEmpty();
  }

  private static String logOfHangUps(String version, String name, String filter) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, name)) {
      start(tomcat, "", filter);
      hangUp(tomcat);
      String console = tomcat.consoleSinceStart();
      tomcat.stop();
      return console + tomcat.log("localhost.");
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void leavesABackendsResetAsItWas(String version) throws Exception {
    String without = logOfBackend(version, "filter-backend-without", NONE);
    String with = logOfBackend(version, "filter-backend-with", OURS);

    assertThat(without).contains("java.net.SocketException: Connection reset", "BackendServlet");
    assertThat(with).isEqualTo(without);
  }

  private static String logOfBackend(String version, String name, String filter) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, name);
        ResettingBackend backend = new ResettingBackend()) {
      start(tomcat, "", filter);
      for (String path : paths("backend")) {
        tomcat.get(AbortsServer.CONTEXT + path + "&port=" + backend.port());
      }
      awaitEnded(tomcat, paths("backend").size());
      tomcat.stop();
      return AbortsServer.normalised(tomcat.log("localhost."))
          .replaceAll(
              "(?m)^\\s+at (io.hangup.DisconnectFilter|io.hangup.it.aborts.PassFilter)\\.doFilter\\(.*\\)$",
              "\tat [the filter]");
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void tellsOnceTogetherWithTheValve(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "filter-and-valve")) {
      start(tomcat, TomcatDistribution.VALVE, OURS);
      hangUp(tomcat);
      AbortsServer.awaitLines(tomcat, paths("abort").size());
      String console = tomcat.consoleSinceStart();
      tomcat.stop();

      assertThat(AbortsServer.lines(console)).hasSize(paths("abort").size());
      assertThat(AbortsServer.besides(console)).isEmpty();
      assertThat(tomcat.log("localhost.")).isEmpty();
    }
  }

  private static void start(TomcatDistribution tomcat, String valve, String filter)
      throws IOException {
    StringBuilder dispatchers = new StringBuilder();
    Stream.of("REQUEST", "FORWARD", "INCLUDE", "ERROR", "ASYNC")
        .forEach(each -> dispatchers.append("<dispatcher>").append(each).append("</dispatcher>"));
    AbortsServer.deployed(tomcat);
    tomcat.serverXml(
        xml ->
            xml.replace(TomcatDistribution.VALVE, valve)
                .replace("prefix=\"localhost", "buffered=\"false\" prefix=\"localhost"));
    AbortsServer.webXml(
        tomcat,
        "<filter><filter-name>first</filter-name><filter-class>"
            + filter
            + "</filter-class><async-supported>true</async-supported></filter>"
            + "<filter-mapping><filter-name>first</filter-name><url-pattern>/*</url-pattern>"
            + dispatchers
            + "</filter-mapping>");
    tomcat.start();
  }

  /** The access log's line is the last that Tomcat does for a request. */
  private static void awaitEnded(TomcatDistribution tomcat, int requests) {
    await()
        .atMost(AbortsServer.PATIENCE)
        .until(() -> tomcat.log("localhost_access_log").lines().count() >= requests);
  }

  private static void hangUp(TomcatDistribution tomcat) throws IOException {
    int ended = 0;
    for (String path : paths("abort")) {
      AbortsServer.resetIn(tomcat, path);
      awaitEnded(tomcat, ++ended);
    }
  }
}
