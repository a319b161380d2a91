package io.hangup.it;

import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Abort;
import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Patience;
import io.hangup.fixture.Quiet;
import io.hangup.fixture.ResettingBackend;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Tomcat with the application under {@code src/it/frameworks}. */
final class FrameworksServer implements Closeable {
  static final String CONTEXT = "/app";

  /** No processor is used twice: Tomcat may give one client's abort to the next. */
  private static final String CONNECTOR =
      "<Connector port=\"0\" address=\"127.0.0.1\" processorCache=\"0\"/>";

  /** At INFO, of a race of Tomcat's own; as often without Hangup, and it tells of no client. */
  private static final String NOT_RECYCLED =
      " org.apache.catalina.connector.CoyoteAdapter.checkRecycled ";

  private static final Duration SOON = Duration.ofMillis(250);
  private static final Pattern RECORD = Pattern.compile("(?m)^(?=\\d\\d-\\S+ [\\d:.]+ [A-Z]+ \\[)");
  private static final Pattern LINE =
      Pattern.compile("^\\S+ \\S+ FINE \\[.*io\\.hangup\\.disconnect ", Pattern.DOTALL);
  private static final Pattern WITHHELD =
      Pattern.compile("^\\S+ \\S+ FINE \\[.*io\\.hangup\\.withheld ", Pattern.DOTALL);

  private final TomcatDistribution tomcat;
  private final Path told;
  private int consoleBefore;
  private int localhostBefore;
  private int droppedBefore;

  /**
   * @param spring the line of Spring
   * @param attributes further attributes of the Valve; null for none of Hangup at all
   */
  FrameworksServer(String version, String spring, String name, String attributes)
      throws IOException {
    tomcat = new TomcatDistribution(version, "frameworks-" + spring + "-" + name);
    told = tomcat.file("registry.txt");
    String valve =
        ValveXml.withAttributes(
            "registry=\"io.hangup.it.FileRegistry\" registry.file=\"" + told + "\" " + attributes);
    String element = attributes == null ? "" : valve;
    tomcat.serverXml(
        xml -> Connector.replaced(xml, CONNECTOR).replace(TomcatDistribution.VALVE, element));
    tomcat.lib(FileRegistry.class);
    tomcat.logging("io.hangup.disconnect.level = FINE");
    Path home = Path.of("target/frameworks", spring);
    Path webapp = tomcat.file("webapps" + CONTEXT + "/WEB-INF");
    copy(home.resolve("classes"), webapp.resolve("classes"));
    copy(home.resolve("lib"), webapp.resolve("lib"));
    tomcat.start();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(Files.isDirectory(file) ? copy : copy.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Hangs up, and waits until all has been told of it. */
  void hangUpTold(FrameworkHangUp hangUp, Abort abort) throws Exception {
    begin();
    hangUp.on(tomcat.port(), abort);
    await().atMost(Patience.EVENT).until(() -> !lines().isEmpty());
    await().atMost(Patience.EVENT).until(() -> !hangUp.isSession() || !drops().isEmpty());
    Quiet.await(() -> records().toString(), SOON);
  }

  /** Hangs up, and again until there is noise: some of it takes a write in the right moment. */
  void hangUpNoisily(FrameworkHangUp hangUp, Abort abort) throws Exception {
    begin();
    await()
        .atMost(Patience.EVENT)
        .until(
            () -> {
              hangUp.on(tomcat.port(), abort);
              Quiet.await(() -> records().toString(), SOON);
              return records().stream().anyMatch(record -> record.contains("\tat "));
            });
  }

  /** The records of a backend's reset in the middle of what {@code path} does. */
  List<String> recordsOfBackend(String path) throws Exception {
    begin();
    try (ResettingBackend backend = new ResettingBackend();
        Http1Client client = Http1Client.plain(tomcat.port())) {
      client.get(CONTEXT + path + "?port=" + backend.port(), "Connection: close");
      client.readAll();
      await().atMost(Patience.EVENT).until(() -> !records().isEmpty());
      Quiet.await(() -> records().toString(), SOON);
    }
    return records().stream().map(FrameworksServer::normalised).toList();
  }

  private void begin() throws IOException {
    consoleBefore = tomcat.console().length();
    localhostBefore = tomcat.log("localhost.").length();
    droppedBefore = dropped().size();
  }

  /** The records of what was begun last. */
  private List<String> records() throws IOException {
    List<String> records = new ArrayList<>();
    for (String log :
        List.of(
            tomcat.console().substring(consoleBefore),
            tomcat.log("localhost.").substring(localhostBefore))) {
      RECORD
          .splitAsStream(log)
          .filter(record -> !record.isBlank())
          .map(String::strip)
          .forEach(records::add);
    }
    return records;
  }

  /** Hangup's lines among them. */
  List<String> lines() throws IOException {
    return records().stream().filter(record -> LINE.matcher(record).find()).toList();
  }

  /** All of Hangup's lines. */
  List<String> linesSinceStart() {
    return AbortsServer.lines(tomcat.consoleSinceStart());
  }

  /** The others, but for what was withheld after its line, and what Tomcat owns up to. */
  List<String> besides() throws IOException {
    return records().stream()
        .filter(record -> !LINE.matcher(record).find() && !WITHHELD.matcher(record).find())
        .filter(record -> !record.contains(NOT_RECYCLED))
        .toList();
  }

  /** What the registry has been told of ends since. */
  List<String> drops() throws IOException {
    List<String> all = dropped();
    return all.subList(droppedBefore, all.size());
  }

  private List<String> dropped() throws IOException {
    return Files.exists(told)
        ? Files.readAllLines(told).stream().filter(line -> line.startsWith("dropped ")).toList()
        : List.of();
  }

  /** Without what no two runs have in common, and the frames of the Valve. */
  private static String normalised(String record) {
    return record
        .replaceAll("(?m)^\\d\\d-\\S+ \\S+ ", "")
        .replaceAll("(?m)^([A-Z]+) \\[[^\\]]*\\]", "$1 [thread]")
        .replaceAll("port=\\d+", "port=...")
        .replaceAll("\\[[0-9a-f]{1,8}\\] (?=500|Error)", "[id] ")
        .replaceAll("(?m)^\\s+(?:at io\\.hangup\\.|\\.\\.\\. \\d+ more).*\\R", "");
  }

  @Override
  public void close() {
    tomcat.close();
  }
}
