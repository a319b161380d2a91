package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Valve's places and attributes, on real Tomcats. */
class ConfigurationIT {
  private static final int HANG_UPS = 8;
  private static final String VALVE = TomcatDistribution.VALVE;

  static List<String> versions() {
    return TomcatDistribution.versions().toList();
  }

  @EachTomcat
  void isSilentFromAHost(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "in-host")) {
      tomcat.serverXml(xml -> xml.replace(VALVE, "").replace("</Host>", VALVE + "</Host>"));
      assertSilent(tomcat);
    }
  }

  @EachTomcat
  void isSilentFromAContext(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "in-context")) {
      tomcat.withoutValve().contextXml("/chat", VALVE);
      assertSilent(tomcat);
    }
  }

  @EachTomcat
  void tellsOnceFromEverywhereTogether(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "everywhere")) {
      tomcat.serverXml(xml -> xml.replace("</Host>", VALVE + "</Host>"));
      tomcat.contextXml("/chat", VALVE).logging("io.hangup.disconnect.level = FINE");
      tomcat.deploySample("/chat").start();

      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);

      awaitStats(tomcat, "0 8 8");
      AbortsServer.awaitLines(tomcat, HANG_UPS);
      assertThat(AbortsServer.lines(tomcat.consoleSinceStart())).hasSize(HANG_UPS);
      assertThat(AbortsServer.besides(tomcat.consoleSinceStart())).isEmpty();
    }
  }

  private static void assertSilent(TomcatDistribution tomcat) throws Exception {
    tomcat.deploySample("/chat").start();
    Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
    awaitStats(tomcat, "0 8 8");
    assertThat(tomcat.consoleSinceStart()).isEmpty();
  }

  @EachTomcat
  void speaksForItsContextAlone(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "one-of-two")) {
      tomcat.withoutValve().contextXml("/quiet", VALVE);
      tomcat.deploySample("/quiet").deploySample("/noisy").start();

      Scenario.hangUp(tomcat.port(), "/quiet", HANG_UPS);
      awaitQuiet(tomcat);
      assertThat(tomcat.consoleSinceStart()).isEmpty();
      Scenario.hangUp(tomcat.port(), "/noisy", HANG_UPS);

      // Six records of the endpoint without @OnError, two printed traces.
      await().until(() -> tomcat.consoleSinceStart().split(" SEVERE ", -1).length > 6);
      await()
          .until(() -> tomcat.consoleSinceStart().lines().anyMatch("java.io.EOFException"::equals));
    }
  }

  private static void awaitQuiet(TomcatDistribution tomcat) {
    await().untilAsserted(() -> assertThat(tomcat.get("/quiet/stats")).isEqualTo("0 8 8"));
  }

  @EachTomcat
  void tellsANamedRegistryAndClosesIt(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "named-registry")) {
      Path file = tomcat.file("registry.txt");
      tomcat.lib(FileRegistry.class).deploySample("/chat");
      tomcat.valve(ValveXml.with("registry", "io.hangup.it.FileRegistry", "registry.file", file));
      tomcat.start();
      RudeClient.webSocket(tomcat.port(), "/chat/ws/polite").sayGoodBye(1000);
      RudeClient.webSocket(tomcat.port(), "/chat/ws/rude").reset();

      await().until(() -> Files.exists(file) && Files.readString(file).lines().count() == 4);
      tomcat.stop();

      assertThat(Files.readString(file).lines())
          .hasSize(5)
          .contains(
              "opened /ws/{name} {name=polite}",
              "opened /ws/{name} {name=rude}",
              "dropped /ws/{name} 1000 clean -",
              "dropped /ws/{name} 1006 unclean RESET/read")
          .endsWith("closed");
    }
  }

  @EachTomcat
  void doesNotStartWithARegistryThatIsMissing(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "missing-registry")) {
      tomcat.valve(ValveXml.with("registry", "no.such.Class"));
      tomcat.launchUntil(" org.apache.catalina.startup.Catalina.start ");

      assertThat(tomcat.console())
          .contains("attribute registry=[no.such.Class]: the class was not found");
      assertThat(tomcat.console()).doesNotContain("io.hangup.DisconnectValve.startInternal Valve");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pingInterval=often, attribute pingInterval=[often] must be a number of seconds",
    "stopTimeout=-1, attribute stopTimeout=[-1] must be a number of seconds",
    "pingTimeout=20, attribute pingTimeout=[20] has no effect without pings",
    "keep=RESETS, attribute keep=[RESETS]: [RESETS] is no kind of disconnect",
    "printedTraces=yes, attribute printedTraces=[yes] must be true or false",
    "closeForgotten=flase, attribute closeForgotten=[flase] must be true or false",
    "registry.fields=a.B.C, attribute registry.fields=[a.B.C] has no effect without a registry",
  })
  void doesNotStartWithWhatMakesNoSense(String attribute, String complaint) throws Exception {
    String name = "no-" + attribute.replace('=', '-');
    try (TomcatDistribution tomcat = new TomcatDistribution(versions().get(0), name)) {
      String quoted = attribute.replace("=", "=\"") + "\"";
      tomcat.valve(ValveXml.withAttributes(quoted));
      tomcat.launchUntil(" org.apache.catalina.startup.Catalina.start ");

      assertThat(tomcat.console()).contains("DisconnectValve: " + complaint);
    }
  }

  /** As it stands, with its own numbers. */
  @EachTomcat
  void startsWithTheExampleThatPings(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "example-pings")) {
      tomcat.serverXmlFrom("conf-examples/server-heartbeat.xml").deploySample("/chat").start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);

      awaitStats(tomcat, "0 8 8");
      assertThat(tomcat.consoleSinceStart()).isEmpty();
      assertThat(tomcat.console()).doesNotContain("WARNING");
    }
  }

  @EachTomcat
  void warnsOfAnUnknownAttributeAndRuns(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "unknown-attribute")) {
      tomcat.valve(ValveXml.with("regsitry", "x", "keep", "eof, stream-reset")).start();

      assertThat(tomcat.console().lines())
          .filteredOn(line -> line.contains("WARNING"))
          .hasSize(1)
          .allMatch(
              line ->
                  line.contains(
                      "attribute regsitry=[x] is unknown and has no effect: did you mean registry?"));
    }
  }

  @EachTomcat
  void runsOnWithoutAWebappsBrokenProvider(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "broken-provider")) {
      tomcat.deploySample("/chat").offering("/chat", "no.such.Registry").start();

      assertThat(tomcat.console().lines())
          .filteredOn(line -> line.contains("WARNING") && line.contains("SessionRegistry"))
          .hasSize(1);
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      assertThat(tomcat.get("/chat/stats")).isEqualTo("8 0 0");
      assertThat(tomcat.consoleSinceStart()).isEmpty();
    }
  }

  @EachTomcat
  void warnsOnceOfARegistryThatFails(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "failing-registry")) {
      tomcat.lib(BrokenRegistry.class).deploySample("/chat");
      tomcat.valve(ValveXml.with("registry", "io.hangup.it.BrokenRegistry"));
      tomcat.start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      awaitStats(tomcat, "0 8 8");

      await().until(() -> tomcat.consoleSinceStart().contains("broken on purpose"));
      assertThat(tomcat.consoleSinceStart().lines())
          .filteredOn(line -> line.contains("WARNING"))
          .hasSize(1)
          .allMatch(line -> line.contains("Registry [io.hangup.it.BrokenRegistry] failed with"));
    }
  }

  /**
   * Requests that Tomcat answers before it looks for a host, such as {@code OPTIONS *}, are the
   * default host's to log, unless the Engine has an access log; the Valve must not count as one.
   */
  @EachTomcat
  void leavesTheAccessLogAsItWas(String version) throws Exception {
    assertThat(accessLog(version, "access-log-without", ""))
        .isEqualTo(accessLog(version, "access-log-with", VALVE))
        .contains("\"GET /chat/stats HTTP/1.1\" 200", "\"OPTIONS * HTTP/1.1\" 200", "400");
  }

  private static String accessLog(String version, String name, String valve) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, name)) {
      tomcat.valve(valve).deploySample("/chat").start();
      tomcat.get("/chat/stats");
      tomcat.get("/none");
      answer(tomcat, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n");
      answer(tomcat, "GET /a|b HTTP/1.1\r\nHost: localhost\r\n\r\n");
      answer(tomcat, "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      answer(tomcat, "nonsense\r\n\r\n");
      tomcat.stop();
      // Tomcat writes a request's line after its response: the next one's may be first.
      return tomcat
          .log("localhost_access_log")
          .replaceAll("\\[[^\\]]*\\]", "[time]")
          .lines()
          .sorted()
          .collect(Collectors.joining("\n"));
    }
  }

  private static void answer(TomcatDistribution tomcat, String request) throws IOException {
    try (RudeClient client = RudeClient.connect(tomcat.port())) {
      client.write(request).readAll();
    }
  }

  private static void awaitStats(TomcatDistribution tomcat, String stats) {
    await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo(stats));
  }
}
