package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.ResettingBackend;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The Filter, for those who cannot edit {@code server.xml}. */
class FilterIT {
  private static final String OURS = "io.hangup.DisconnectFilter";
  private static final String NONE = "io.hangup.it.aborts.PassFilter";
  private static final List<String> WRAPPINGS = List.of("bare", "unchecked");

  /** With words of the application's own, which are not to be lost. */
  private static final List<String> WORDED = List.of("servlet", "own", "twice");

  private static final List<String> WAYS =
      List.of("/TO?how=", "/forward?to=TO&how=", "/include?to=TO&how=", "/async?to=TO&how=");

  private static List<String> paths(String servlet) {
    return paths(servlet, WRAPPINGS);
  }

  private static List<String> paths(String servlet, List<String> wrappings) {
    return WAYS.stream()
        .flatMap(way -> wrappings.stream().map(way.replace("TO", servlet)::concat))
        .toList();
  }

  @EachTomcat
  void isNoisyWithoutTheFilter(String version) throws Exception {
    String log = logOfHangUps(version, "filter-without", NONE);

    assertThat(AbortsServer.severe(log)).hasSizeGreaterThanOrEqualTo(paths("abort").size());
  }

  @EachTomcat
  void isSilentWithTheFilter(String version) throws Exception {
    assertThat(logOfHangUps(version, "filter-with", OURS)).isEmpty();
  }

  @EachTomcat
  void losesNoWordsOfTheApplication(String version) throws Exception {
    List<String> paths = paths("abort", WORDED);
    String without = logOfHangUps(version, "filter-words-without", NONE, paths);
    String with = logOfHangUps(version, "filter-words-with", OURS, paths);

    assertThat(with).contains("In the servlet", "In the application", "Again");
    assertThat(AbortsServer.severe(with)).hasSameSizeAs(AbortsServer.severe(without));
  }

  private static String logOfHangUps(String version, String name, String filter) throws Exception {
    return logOfHangUps(version, name, filter, paths("abort"));
  }

  private static String logOfHangUps(String version, String name, String filter, List<String> paths)
      throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, name)) {
      start(tomcat, "", filter);
      hangUp(tomcat, paths);
      String console = tomcat.consoleSinceStart();
      tomcat.stop();
      return console + tomcat.log("localhost.");
    }
  }

  @EachTomcat
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

  @EachTomcat
  void tellsOnceTogetherWithTheValve(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "filter-and-valve")) {
      start(tomcat, TomcatDistribution.VALVE, OURS);
      hangUp(tomcat, paths("abort"));
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

  private static void hangUp(TomcatDistribution tomcat, List<String> paths) throws IOException {
    int ended = 0;
    for (String path : paths) {
      AbortsServer.resetIn(tomcat, path);
      awaitEnded(tomcat, ++ended);
    }
  }
}
