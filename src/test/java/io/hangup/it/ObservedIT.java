package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Needs;
import io.hangup.fixture.ReconnectPage;
import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where an operator sees what was hidden: each surface on a real Tomcat. */
class ObservedIT {
  private static final int HANG_UPS = 8;
  private static final String USER = "operator";
  private static final String REALM =
      "<Realm className=\"org.apache.catalina.realm.MemoryRealm\"/>";
  private static final Path AGENTS = Path.of("target/agents").toAbsolutePath();
  private static final Path EXAMPLES = Path.of("conf-examples").toAbsolutePath();

  @EachTomcat
  void aListenerHearsOfAllThatHappens(String version) throws Exception {
    String valve =
        ValveXml.with("listener", RecordingListener.class.getName(), "maskPeers", "true")
            + ValveXml.with("keep", "");
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "listener")) {
      tomcat.lib(RecordingListener.class).deploySample("/chat").valve(valve).start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo("0 8 8"));
      tomcat.stop();

      List<String> heard =
          tomcat.console().lines().filter(line -> line.startsWith("heard ")).toList();
      assertThat(heard).startsWith("heard started []").endsWith("heard closed");
      assertThat(heard)
          .filteredOn(line -> line.contains("opened /ws/{name}"))
          .hasSizeGreaterThan(1);
      assertThat(heard)
          .filteredOn(line -> line.startsWith("heard disconnected "))
          .hasSize(HANG_UPS)
          .allMatch(
              line -> line.matches("heard disconnected \\w+/\\w+ 127.0.0.0:\\d+ after some time"));
      assertThat(heard).filteredOn(line -> line.equals("heard dropped 1006")).hasSize(HANG_UPS);
      assertThat(heard).anyMatch(line -> line.equals("heard withheld jul true"));
      assertThat(tomcat.console()).contains("Since the last summary: disconnects [");
    }
  }

  /** The request's own line, and one of its session's end. */
  @EachTomcat
  void aSessionsEndIsInTheAccessLog(String version) throws Exception {
    assertThat(accessLog(version, "access-log-sessions-not", ValveXml.with("keep", "")))
        .hasSize(HANG_UPS)
        .allMatch(line -> line.endsWith(" 101 - -"));
    assertThat(accessLog(version, "access-log-sessions", ValveXml.with("sessionAccessLog", "true")))
        .hasSize(2 * HANG_UPS)
        .allMatch(line -> line.startsWith("127.0.0.1 - - ["))
        .filteredOn(line -> !line.endsWith(" 101 - -"))
        .hasSize(HANG_UPS)
        .allMatch(
            line ->
                line.matches(
                    ".*\\] \"GET /chat/(ws/guest\\d|printing) HTTP/1.1\" 101 - [A-Z_]+/\\w+"));
  }

  private static List<String> accessLog(String version, String name, String valve)
      throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, name)) {
      tomcat.deploySample("/chat").valve(valve).start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo("0 8 8"));
      tomcat.stop();
      return tomcat
          .log("localhost_access_log")
          .lines()
          .filter(line -> line.contains(" 101 "))
          .toList();
    }
  }

  /** Two Valves: what happens is counted once. */
  @EachTomcat
  void theManagerReadsTheBeans(String version) throws Exception {
    try (TomcatDistribution tomcat = managed(version, "beans")) {
      tomcat.start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo("0 8 8"));

      String beans = ask(tomcat, "/manager/jmxproxy/?qry=Catalina:type=Hangup,*");
      assertThat(beans)
          .contains("Name: Catalina:type=Hangup,kind=RESET", "Name: Catalina:type=Hangup,kind=EOF");
      String server = ask(tomcat, "/manager/jmxproxy/?qry=Catalina:type=Hangup");
      assertThat(server)
          .contains("disconnects: " + HANG_UPS, "sessionsActive: 0", "storm: false")
          .contains("registryFailures: 0");
      assertThat(number(server, "sessionsOpened")).isEqualTo(number(server, "sessionsDropped"));
      assertThat(number(server, "withheld")).isPositive();
      assertThat(number(server, "withheldBytes")).isPositive();
      String all = ask(tomcat, "/manager/jmxproxy/?invoke=Catalina:type=Hangup&op=snapshot");
      assertThat(all).contains("\"disconnects\":" + HANG_UPS, "\"kinds\":{");
      ask(tomcat, "/manager/jmxproxy/?invoke=Catalina:type=Hangup&op=reset");
      assertThat(ask(tomcat, "/manager/jmxproxy/?qry=Catalina:type=Hangup"))
          .contains("disconnects: 0");
    }
  }

  /** What is below two Valves is not shown as twice as much; each has what is its own. */
  @EachTomcat
  void theValvesBeansHaveWhatIsTheirs(String version) throws Exception {
    try (TomcatDistribution tomcat = managed(version, "beans-of-valves")) {
      tomcat.contextXml("/chat", TomcatDistribution.VALVE).start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo("0 8 8"));

      String valves = ask(tomcat, "/manager/jmxproxy/?qry=Catalina:type=Valve,*");
      assertThat(valves)
          .contains("stormFactor: 10", "sessionsOpened: ", "registryQueue: 0")
          .doesNotContain("disconnects: ", "withheldRecords: ");
      String below = ask(tomcat, "/manager/jmxproxy/?qry=Catalina:type=Valve,context=/chat,*");
      assertThat(number(below, "sessionsOpened")).isEqualTo(number(below, "sessionsDropped"));
      assertThat(number(below, "sessionsOpened")).isGreaterThanOrEqualTo(HANG_UPS - 1);
    }
  }

  /** So many in a minute as never before: one WARN, which says who and where. */
  @EachTomcat
  void aStormIsSaidOnce(String version) throws Exception {
    String valve = ValveXml.with("stormMinimum", HANG_UPS);
    String inner = ValveXml.with("stormMinimum", 1);
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "storm")) {
      tomcat.deploySample("/chat").contextXml("/chat", inner).valve(valve).start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS - 1);
      await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo("0 7 7"));
      TimeUnit.SECONDS.sleep(2);
      assertThat(tomcat.console()).doesNotContain("A storm of disconnects");

      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      await()
          .untilAsserted(() -> assertThat(tomcat.console()).contains("A storm of disconnects: ["));
      TimeUnit.SECONDS.sleep(2);
      assertThat(tomcat.console().lines().filter(line -> line.contains("A storm of disconnects")))
          .singleElement()
          .asString()
          .contains("WARNING", "in the last minute, where [0] are usual", "127.0.0.0/24 ")
          .contains("/ws/{name} ");
    }
  }

  @EachTomcat
  void thePageIsUnderTheManagersConstraint(String version) throws Exception {
    try (TomcatDistribution tomcat = managed(version, "page")) {
      Path webXml = tomcat.file("webapps/manager/WEB-INF/web.xml");
      String servlet = Files.readString(EXAMPLES.resolve("status/web.xml"));
      Files.writeString(
          webXml, Files.readString(webXml).replace("</web-app>", servlet + "</web-app>"));
      tomcat.start();
      try (Http1Client client = Http1Client.plain(tomcat.port())) {
        assertThat(client.get("/manager/hangup").readHead()).startsWith("HTTP/1.1 401");
      }
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo("0 8 8"));

      assertThat(ask(tomcat, "/manager/hangup"))
          .contains("<title>Hangup</title>")
          .doesNotContain("{nonce}");
      assertThat(ask(tomcat, "/manager/hangup?format=json"))
          .contains("\"recent\":[{", "\"hour\":{", "\"disconnects\":" + HANG_UPS);
    }
  }

  /** What a client has chosen is shown, and nothing of it runs. */
  @Test
  void thePageShowsWhatAClientChoseAsText() throws Exception {
    Needs.nothing(ReconnectPage.obstacle());
    String version = TomcatDistribution.newest();
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "page-in-browser")) {
      tomcat.webappFile(
          "/status",
          "WEB-INF/web.xml",
          ("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"><servlet>"
                  + "<servlet-name>h</servlet-name><servlet-class>io.hangup.DisconnectStatusServlet"
                  + "</servlet-class></servlet><servlet-mapping><servlet-name>h</servlet-name>"
                  + "<url-pattern>/hangup</url-pattern></servlet-mapping></web-app>")
              .getBytes(StandardCharsets.UTF_8));
      AbortsServer.deployed(tomcat.deploySample("/chat")).start();
      Scenario.hangUp(tomcat.port(), "/chat", 40);
      AbortsServer.resetIn(tomcat, "/abort;x=%3Cscript%3Ealert(1)%3C%2Fscript%3E?how=own");
      AbortsServer.awaitEnded(tomcat, 1);
      for (String size : List.of("1280,900", "390,844")) {
        Path image = Path.of("target/it/status-" + size.replace(',', 'x') + ".png");
        String page =
            Browser.open(
                "http://127.0.0.1:" + tomcat.port() + "/status/hangup", size, image, List.of());

        assertThat(page).contains("RESET/write").doesNotContain("<script>alert(1)");
        assertThat(page).contains("</rect>");
        assertThat(Files.size(image)).isGreaterThan(10_000);
      }
    }
  }

  @Test
  void prometheusScrapesItAndTheRulesNameWhatIsThere() throws Exception {
    String version = TomcatDistribution.newest();
    int port = freePort();
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "prometheus")) {
      startWithAgent(
          tomcat,
          "jmx_prometheus_javaagent.jar",
          "=127.0.0.1:" + port + ":" + EXAMPLES.resolve("prometheus/hangup.yml"));
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      await().untilAsserted(() -> assertThat(tomcat.get("/chat/stats")).isEqualTo("0 8 8"));

      String metrics = get("http://127.0.0.1:" + port + "/metrics", null);
      double disconnects =
          metrics
              .lines()
              .filter(line -> line.startsWith("hangup_disconnects_total{kind="))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
              .sum();
      assertThat(disconnects).isEqualTo(HANG_UPS);
      Set<String> there =
          metrics
              .lines()
              .filter(line -> line.startsWith("hangup_"))
              .map(line -> line.split("[{ ]", 2)[0])
              .collect(Collectors.toCollection(TreeSet::new));
      for (String file : List.of("alerts.yml", "dashboard.json")) {
        assertThat(there).as(file).containsAll(named(file));
      }
    }
  }

  @Test
  void promtoolTakesTheRules() throws Exception {
    Path promtool = Path.of("/usr/bin/promtool");
    Needs.that(Files.isExecutable(promtool), "promtool, of Debian's prometheus, is missing");

    String said =
        Browser.run(promtool.toString(), "check", "rules", EXAMPLES + "/prometheus/alerts.yml");

    assertThat(said).contains("SUCCESS: 3 rules found");
  }

  @Test
  void openTelemetrysAgentReadsTheRules() throws Exception {
    String version = TomcatDistribution.newest();
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "opentelemetry")) {
      startWithAgent(
          tomcat,
          "opentelemetry-javaagent.jar",
          " -Dotel.jmx.enabled=true -Dotel.metrics.exporter=console"
              + " -Dotel.traces.exporter=none -Dotel.logs.exporter=none"
              + " -Dotel.metric.export.interval=2000 -Dotel.jmx.discovery.delay=1000"
              + " -Dotel.jmx.config="
              + EXAMPLES.resolve("opentelemetry/hangup.yaml"));
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);

      await()
          .until(
              () ->
                  Stream.of("hangup.disconnects", "hangup.sessions.dropped", "kind=\"RESET\"")
                      .allMatch(name -> tomcat.console().contains(name)));
    }
  }

  private static void startWithAgent(TomcatDistribution tomcat, String agent, String options)
      throws IOException {
    String agents = "-javaagent:" + AGENTS.resolve(agent) + options;
    tomcat.deploySample("/chat").environment(Map.of("JAVA_OPTS", agents)).start();
  }

  private static TomcatDistribution managed(String version, String name) throws IOException {
    TomcatDistribution tomcat = new TomcatDistribution(version, name);
    Path manager = Path.of("target/tomcat/apache-tomcat-" + version, "webapps/manager");
    Browser.run("cp", "-r", manager.toString(), tomcat.file("webapps").toString());
    Files.writeString(
        tomcat.file("conf/tomcat-users.xml"),
        "<tomcat-users><user username=\""
            + USER
            + "\" password=\""
            + USER
            + "\" roles=\"manager-gui,manager-jmx,manager-status\"/></tomcat-users>");
    String twice = REALM + TomcatDistribution.VALVE + TomcatDistribution.VALVE;
    return tomcat.deploySample("/chat").valve(twice);
  }

  private static String ask(TomcatDistribution tomcat, String path) throws Exception {
    String user =
        Base64.getEncoder().encodeToString((USER + ":" + USER).getBytes(StandardCharsets.UTF_8));
    return get("http://127.0.0.1:" + tomcat.port() + path, "Basic " + user);
  }

  private static String get(String url, String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static long number(String beans, String attribute) {
    return Pattern.compile("(?m)^" + attribute + ": (\\d+)")
        .matcher(beans)
        .results()
        .mapToLong((MatchResult found) -> Long.parseLong(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> named(String file) throws IOException {
    return Pattern.compile("\\bhangup_\\w+")
        .matcher(Files.readString(EXAMPLES.resolve("prometheus").resolve(file)))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
