package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Patience;
import io.hangup.fixture.TomcatDistribution;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Tomcat with the application of {@code io.hangup.it.whose}, and what it says of one scenario.
 */
final class WhoseServer implements Closeable {
  static final String CONTEXT = "/app";

  private static final Duration PATIENCE = Patience.EVENT;
  private static final Duration SOON = Duration.ofMillis(300);
  private static final String LOCALHOST = "localhost.";

  /** Two connectors: one for all, and one that gives up soon. */
  private static final String CONNECTORS =
      """
      <Connector port="0" address="127.0.0.1">
        <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"/>
      </Connector>
      <Connector port="0" address="127.0.0.1" connectionTimeout="1000"/>
      """;

  private static final Pattern HEAD =
      Pattern.compile("^\\d\\d-\\S+ \\S+ (SEVERE|WARNING|INFO|FINE) .*");

  /** Frames of Hangup's own on the way to the application. */
  private static final Pattern OURS =
      Pattern.compile("(?m)^\\s+(?:at io\\.hangup\\.(?!it\\.)|\\.\\.\\. \\d+ more).*\\R");

  private final TomcatDistribution tomcat;
  private final boolean withValve;
  private int consoleBefore;
  private int localhostBefore;
  private int endedBefore;
  private int disconnectsBefore;

  /**
   * @param options for the JVM
   */
  WhoseServer(String version, String name, boolean withValve, String options) throws Exception {
    this.withValve = withValve;
    tomcat = new TomcatDistribution(version, name + (withValve ? "-with" : "-without"));
    tomcat.serverXml(this::serverXml).logging("io.hangup.disconnect.level = FINE");
    Files.createDirectories(tomcat.file("bin"));
    Files.writeString(
        tomcat.file("bin/setenv.sh"), "CATALINA_OPTS=\"$CATALINA_OPTS " + options + "\"\n");
    tomcat.deploy(CONTEXT, "io/hangup/it/whose").start();
  }

  private String serverXml(String example) {
    String xml =
        Connector.replaced(example, CONNECTORS)
            .replace("directory=\"logs\"", "directory=\"logs\" buffered=\"false\"");
    return withValve ? xml : xml.replace(TomcatDistribution.VALVE, "");
  }

  int port() {
    return tomcat.port();
  }

  /** The port of the connector that waits a second for a client. */
  int hastyPort() {
    return tomcat.ports().get(1);
  }

  /** Forgets what was said until now. */
  WhoseServer begin() throws Exception {
    consoleBefore = tomcat.console().length();
    localhostBefore = tomcat.log(LOCALHOST).length();
    endedBefore = ask("ended");
    disconnectsBefore = withValve ? ask("disconnects") : 0;
    return this;
  }

  /** What the application's control answers, a number. */
  int ask(String what) throws Exception {
    return Integer.parseInt(tell(what));
  }

  String tell(String what) throws Exception {
    return tomcat.get(CONTEXT + "/control/" + what);
  }

  /** Waits until {@code requests} have ended since the scenario began. */
  void awaitEnded(int requests) {
    await().atMost(PATIENCE).until(() -> ask("ended") - endedBefore, ended -> ended >= requests);
  }

  /** The console, and Tomcat's log of the host, where it says that a request has failed. */
  private String said() throws IOException {
    return tomcat.console().substring(consoleBefore)
        + tomcat.log(LOCALHOST).substring(localhostBefore);
  }

  /** Hangup's lines. */
  List<String> lines() throws IOException {
    return AbortsServer.lines(said());
  }

  /** The records at SEVERE with {@code words} in them, without time, thread and our frames. */
  List<String> severe(String words) throws IOException {
    return records("SEVERE", words);
  }

  /** Waits until there are {@code count} of them. */
  List<String> awaitSevere(int count, String words) {
    return await().atMost(PATIENCE).until(() -> severe(words), records -> records.size() >= count);
  }

  private List<String> records(String level, String words) throws IOException {
    List<StringBuilder> records = new ArrayList<>();
    for (String line : said().lines().toList()) {
      if (HEAD.matcher(line).matches() || records.isEmpty()) {
        records.add(new StringBuilder());
      }
      records.get(records.size() - 1).append(line).append('\n');
    }
    return records.stream()
        .map(StringBuilder::toString)
        .filter(record -> record.contains(" " + level + " ") && record.contains(words))
        .map(record -> OURS.matcher(AbortsServer.normalised(record)).replaceAll(""))
        .toList();
  }

  /**
   * Asserts that Hangup told of these clients, each in one line with its port, and of nobody else;
   * that it counted as many; and accused nobody.
   */
  void assertTold(int... ports) throws Exception {
    await().atMost(PATIENCE).until(() -> lines().size() >= ports.length);
    // A second line would come from another thread, soon.
    Thread.sleep(SOON.toMillis());
    int counted = ask("disconnects") - disconnectsBefore;
    List<String> lines = lines();
    for (int port : ports) {
      assertThat(lines).filteredOn(line -> line.contains(":" + port + "]")).hasSize(1);
    }
    assertThat(lines).hasSize(ports.length);
    assertThat(counted).as("disconnects in JMX").isEqualTo(ports.length);
    assertThat(records("WARNING", "")).as("warnings").isEmpty();
  }

  /** Asserts that there is nothing besides Hangup's lines. */
  void assertNothingElse() throws IOException {
    assertThat(AbortsServer.besides(said())).isEmpty();
  }

  /** The kind and phase, or {@code -}, at the end of the access log's line about {@code query}. */
  String accessLogMark(String query) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                tomcat
                    .log("localhost_access_log")
                    .lines()
                    .filter(line -> line.contains(query))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElse(""),
            mark -> !mark.isEmpty());
  }

  @Override
  public void close() {
    tomcat.close();
  }
}
