package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Quiet;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** {@code java.util.logging} and standard error in all their shapes. */
class LoggingIT {
  private static final String NO_VALVE = "";

  /** Two records in words of the application's own, one without, and the container's. */
  private static final List<String> LOGGED = List.of("jul", "juli", "none", "own");

  /** A web application's own handlers, as Tomcat's documentation has them. */
  private static final String OWN_HANDLERS =
      """
      handlers = 1own.org.apache.juli.AsyncFileHandler, 2own.org.apache.juli.FileHandler, \
      java.util.logging.ConsoleHandler
      1own.org.apache.juli.AsyncFileHandler.level = ALL
      1own.org.apache.juli.AsyncFileHandler.directory = ${catalina.base}/logs
      1own.org.apache.juli.AsyncFileHandler.prefix = own-async.
      2own.org.apache.juli.FileHandler.level = ALL
      2own.org.apache.juli.FileHandler.directory = ${catalina.base}/logs
      2own.org.apache.juli.FileHandler.prefix = own-sync.
      java.util.logging.ConsoleHandler.level = ALL
      java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
      """;

  @EachTomcat
  void aWebappsOwnHandlersAreNoisyWithout(String version) throws Exception {
    try (TomcatDistribution tomcat = withOwnHandlers(version, "own-handlers-without", NO_VALVE)) {
      hangUp(tomcat, LOGGED);
      tomcat.stop();

      for (String log : ownLogs(tomcat)) {
        assertThat(AbortsServer.severe(log)).hasSize(LOGGED.size());
        assertThat(log).contains("Told through java.util.logging", "Told through juli");
      }
    }
  }

  @EachTomcat
  void aWebappsOwnHandlersAreQuietWith(String version) throws Exception {
    String valve = ValveXml.with("applicationRecords", "downgrade");
    try (TomcatDistribution tomcat = withOwnHandlers(version, "own-handlers-with", valve)) {
      hangUp(tomcat, LOGGED);
      AbortsServer.awaitLines(tomcat, LOGGED.size());
      tomcat.stop();

      assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).hasSize(LOGGED.size());
      // Where nothing else is logged, a handler that is given nothing makes no file.
      for (String log : List.of(tomcat.consoleSinceStart(), tomcat.log("own-"))) {
        assertThat(AbortsServer.severe(log)).isEmpty();
        assertThat(log).doesNotContain("\tat ");
      }
      assertThat(AbortsServer.lines(tomcat.consoleSinceStart()))
          .anyMatch(line -> line.contains("record [SEVERE] message [Told through juli]"))
          .anyMatch(line -> line.contains("wrapped in ["));
    }
  }

  /** Each of the handlers, Juli's asynchronous one among them, shows it once and no trace. */
  @EachTomcat
  void theApplicationsWordsStayInAWebappsOwnHandlers(String version) throws Exception {
    String valve = TomcatDistribution.VALVE;
    try (TomcatDistribution tomcat = withOwnHandlers(version, "own-handlers-words", valve)) {
      hangUp(tomcat, LOGGED);
      AbortsServer.awaitLines(tomcat, LOGGED.size());
      tomcat.stop();

      assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).hasSize(LOGGED.size());
      for (String log : ownLogs(tomcat)) {
        assertThat(AbortsServer.severe(log))
            .hasSize(2)
            .allMatch(line -> line.matches(".* Told through .* \\[client gone: [A-Z_]+/write]"));
        assertThat(log).doesNotContain("\tat ");
      }
      assertThat(tomcat.consoleSinceStart())
          .contains("withheld records [2], shortened records [2]");
    }
  }

  @EachTomcat
  void theApplicationsWordsToItsContextStay(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "context-words")) {
      AbortsServer.deployed(tomcat).start();
      hangUp(tomcat, List.of("context", "own"));
      AbortsServer.awaitLines(tomcat, 2);
      tomcat.stop();

      assertThat(AbortsServer.severe(tomcat.log("localhost.")))
          .singleElement()
          .asString()
          .matches(".* Told to the context \\[client gone: [A-Z_]+/write]");
      assertThat(tomcat.log("localhost.")).doesNotContain("\tat ");
      assertThat(AbortsServer.lines(tomcat.consoleSinceStart()))
          .anyMatch(
              line ->
                  line.contains("record [SEVERE] message [Servlet.service()")
                      && line.contains("wrapped in [io.hangup.it.aborts.OwnException: In the app"));
    }
  }

  @EachTomcat
  void theApplicationsWordsAreKeptAsTheyAre(String version) throws Exception {
    String valve = ValveXml.with("applicationRecords", "keep");
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "keep-words").valve(valve)) {
      AbortsServer.deployed(tomcat).start();
      hangUp(tomcat, List.of("jul", "none"));
      AbortsServer.awaitLines(tomcat, 2);
      tomcat.stop();

      assertThat(AbortsServer.severe(tomcat.consoleSinceStart()))
          .singleElement()
          .asString()
          .endsWith(" Told through java.util.logging");
      assertThat(tomcat.consoleSinceStart())
          .contains("\tat ", "withheld records [1], shortened records [0]");
    }
  }

  /** What an operator names as a framework's is downgraded whole; else it is the application's. */
  @EachTomcat
  void aLoggerIsAFrameworksIfItIsNamed(String version) throws Exception {
    for (boolean isNamed : List.of(true, false)) {
      String loggers = isNamed ? "frameworkLoggers=\"+com.acme.lib, +late\"" : "";
      String valve = ValveXml.withAttributes(loggers);
      String name = "framework-" + isNamed;
      try (TomcatDistribution tomcat = new TomcatDistribution(version, name).valve(valve)) {
        AbortsServer.deployed(tomcat).start();
        hangUp(tomcat, List.of("late", "jul"));
        AbortsServer.awaitLines(tomcat, 2);
        tomcat.stop();

        assertThat(AbortsServer.severe(tomcat.consoleSinceStart()))
            .hasSize(isNamed ? 1 : 2)
            .allMatch(record -> record.contains("[client gone: "))
            .noneMatch(record -> isNamed && record.contains("Told late"));
        assertThat(tomcat.consoleSinceStart().contains("message [Told late]")).isEqualTo(isNamed);
      }
    }
  }

  private static TomcatDistribution withOwnHandlers(String version, String name, String valve)
      throws IOException {
    TomcatDistribution tomcat = new TomcatDistribution(version, name).valve(valve);
    tomcat.webappFile(
        AbortsServer.CONTEXT,
        "WEB-INF/classes/logging.properties",
        OWN_HANDLERS.getBytes(StandardCharsets.UTF_8));
    return AbortsServer.deployed(tomcat).start();
  }

  private static List<String> ownLogs(TomcatDistribution tomcat) throws IOException {
    assertThat(tomcat.file("logs")).isDirectoryContaining("glob:**/own-*");
    return List.of(tomcat.consoleSinceStart(), tomcat.log("own-async."), tomcat.log("own-sync."));
  }

  @EachTomcat
  void aHandlerThatComesLaterIsNoisyWithout(String version) throws Exception {
    assertThat(logOfLateHandler(version, "late-handler-without", NO_VALVE))
        .contains("Told late", "<exception>");
  }

  @EachTomcat
  void aHandlerThatComesLaterIsFoundInTheBackground(String version) throws Exception {
    String valve = TomcatDistribution.VALVE;
    assertThat(logOfLateHandler(version, "late-handler-with", valve))
        .contains("Told late [client gone: ")
        .doesNotContain("<exception>");
  }

  private static String logOfLateHandler(String version, String name, String valve)
      throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, name)) {
      tomcat.serverXml(
          xml ->
              xml.replace(TomcatDistribution.VALVE, valve)
                  .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "));
      AbortsServer.deployed(tomcat).start();
      Path file = tomcat.file("logs/late.xml");
      assertThat(tomcat.get("/app/control/late-handler?file=" + file)).isEqualTo("added");
      // Ticks come every second, from a thread that a busy machine may keep waiting.
      Thread.sleep(5000);
      hangUp(tomcat, List.of("late"));
      tomcat.stop();
      return Files.readString(file);
    }
  }

  @EachTomcat
  void swallowedOutputIsNoisyWithout(String version) throws Exception {
    try (TomcatDistribution tomcat = swallowing(version, "swallow-without", NO_VALVE)) {
      hangUpPrinting(tomcat);
      await()
          .atMost(AbortsServer.PATIENCE)
          .until(() -> tomcat.consoleSinceStart().contains("\tat "));
      tomcat.stop();

      assertThat(tomcat.consoleSinceStart()).contains("java.net.SocketException");
      assertThat(tomcat.log("localhost."))
          .containsSubsequence("before the trace", "\tat ", "after the trace");
    }
  }

  @EachTomcat
  void swallowedOutputIsQuietWith(String version) throws Exception {
    String valve = TomcatDistribution.VALVE;
    try (TomcatDistribution tomcat = swallowing(version, "swallow-with", valve)) {
      hangUpPrinting(tomcat);
      AbortsServer.awaitLines(tomcat, 2);
      tomcat.stop();

      assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).hasSize(2);
      assertThat(tomcat.consoleSinceStart()).doesNotContain("\tat ", "SocketException\n");
      assertThat(tomcat.log("localhost."))
          .containsSubsequence("before the trace", "after the trace")
          .doesNotContain("Exception", "\tat ");
    }
  }

  private static TomcatDistribution swallowing(String version, String name, String valve)
      throws IOException {
    TomcatDistribution tomcat = new TomcatDistribution(version, name).valve(valve);
    tomcat.deploy(AbortsServer.CONTEXT, "io/hangup/sample");
    tomcat.webappFile(
        AbortsServer.CONTEXT,
        "META-INF/context.xml",
        "<Context swallowOutput=\"true\"/>".getBytes(StandardCharsets.UTF_8));
    return AbortsServer.deployed(tomcat).start();
  }

  /** An {@code @OnError} that prints, and a servlet. */
  private static void hangUpPrinting(TomcatDistribution tomcat) throws IOException {
    RudeClient.webSocket(tomcat.port(), "/app/printing").reset();
    AbortsServer.resetIn(tomcat, "/abort?how=print");
    // The request that became a WebSocket has ended too.
    AbortsServer.awaitEnded(tomcat, 2);
  }

  @EachTomcat
  void printsStayToTheByteWherePrintedTracesAreNotWanted(String version) throws Exception {
    String valve = ValveXml.with("printedTraces", "false");
    String without = consoleOfPrinting(version, "prints-without", NO_VALVE);
    String with = consoleOfPrinting(version, "prints-with", valve);

    assertThat(without).contains("java.net.SocketException: Connection reset", "\tat ", " SEVERE ");
    assertThat(AbortsServer.lines(with)).hasSize(3);
    assertThat(AbortsServer.besides(with)).isEqualTo(withoutRecord(without));
  }

  /** Two printed traces, and in between the record of an endpoint without {@code @OnError}. */
  private static String consoleOfPrinting(String version, String name, String valve)
      throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, name).valve(valve)) {
      tomcat.deploy(AbortsServer.CONTEXT, "io/hangup/sample");
      AbortsServer.deployed(tomcat).start();
      for (String path : List.of("/printing", "/ws/guest", "/printing")) {
        String before = tomcat.consoleSinceStart();
        RudeClient.webSocket(tomcat.port(), "/app" + path).reset();
        await()
            .atMost(AbortsServer.PATIENCE)
            .until(() -> tomcat.consoleSinceStart().length() > before.length());
        Quiet.await(tomcat::consoleSinceStart);
      }
      return tomcat.consoleSinceStart();
    }
  }

  /** Without the record at SEVERE; the frames of its trace are indented twice. */
  private static String withoutRecord(String console) {
    return console
        .replaceAll("(?m)^\\S+ \\S+ SEVERE .*\\R(\\t\\S.*\\R(\\t\\t.*\\R)*)+", "")
        .strip();
  }

  @EachTomcat
  void aKindThatIsKeptIsToldAndStays(String version) throws Exception {
    String valve = ValveXml.with("keep", "RESET");
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "keep").valve(valve)) {
      tomcat.deploy(AbortsServer.CONTEXT, "io/hangup/sample");
      AbortsServer.deployed(tomcat).start();
      for (int i = 1; i <= 3; i++) {
        RudeClient.webSocket(tomcat.port(), "/app/ws/rude").reset();
        RudeClient.webSocket(tomcat.port(), "/app/ws/gone").vanish();
        RudeClient.webSocket(tomcat.port(), "/app/printing").reset();
        RudeClient.webSocket(tomcat.port(), "/app/printing").vanish();
        AbortsServer.awaitLines(tomcat, 4 * i);
      }
      Quiet.await(tomcat::consoleSinceStart);

      String console = tomcat.consoleSinceStart();
      assertThat(AbortsServer.lines(console))
          .hasSize(12)
          .satisfies(
              lines ->
                  assertThat(lines)
                      .filteredOn(
                          line -> line.contains("] RESET read ") || line.contains(" RESET read "))
                      .hasSize(6))
          .satisfies(
              lines ->
                  assertThat(lines).filteredOn(line -> line.contains(" EOF read ")).hasSize(6));
      String besides = AbortsServer.besides(console);
      assertThat(AbortsServer.severe(besides)).hasSize(3);
      assertThat(besides.lines().filter("java.net.SocketException: Connection reset"::equals))
          .hasSize(3);
      assertThat(besides).doesNotContain("EOFException");
    }
  }

  @EachTomcat
  void whatOthersPrintMeanwhileStaysWholeAndInOrder(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "crowd")) {
      AbortsServer.deployed(tomcat).start();
      hangUp(tomcat, List.of("crowd"));
      AbortsServer.awaitLines(tomcat, 1);
      tomcat.stop();

      String console = tomcat.consoleSinceStart();
      assertThat(AbortsServer.lines(console)).hasSize(1);
      assertThat(console.lines().filter(line -> line.contains("crowd-end"))).hasSize(1);
      for (int thread = 0; thread < 4; thread++) {
        String name = "crowd-" + thread;
        assertThat(console.lines().filter(line -> line.contains(name + " ")))
            .containsExactlyElementsOf(
                IntStream.range(0, 400)
                    .mapToObj(i -> (i % 3 == 0 ? "\tat " : "") + name + " " + i + " says something")
                    .toList());
      }
      assertThat(
              console
                  .lines()
                  .filter(
                      line ->
                          !line.contains("crowd-")
                              && !line.contains(" FINE ")
                              && !line.contains(" INFO ")))
          .isEmpty();
    }
  }

  @EachTomcat
  void tracesAmongWhatOthersPrintAreNoisyWithout(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "crowd-without")) {
      AbortsServer.deployed(tomcat.withoutValve()).start();
      hangUp(tomcat, List.of("crowd"));

      assertThat(
              tomcat
                  .consoleSinceStart()
                  .lines()
                  .filter(
                      line ->
                          line.startsWith("org.apache.catalina.connector.ClientAbortException")))
          .hasSize(100);
    }
  }

  private static void hangUp(TomcatDistribution tomcat, List<String> ways) throws IOException {
    for (String way : ways) {
      AbortsServer.resetIn(tomcat, "/abort?how=" + way);
      AbortsServer.awaitEnded(tomcat, ways.indexOf(way) + 1);
    }
  }
}
