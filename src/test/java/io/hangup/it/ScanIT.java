package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.airlift.compress.zstd.ZstdOutputStream;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Needs;
import io.hangup.fixture.ReconnectPage;
import io.hangup.fixture.ResettingBackend;
import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.it.raw.RawHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, as people run it: the jar that is published, on logs that servers wrote. */
class ScanIT {
  private static final Path JAR =
      Path.of(System.getProperty("hangup.jar").replace(".jar", "-cli.jar"));
  private static final int HANG_UPS = 16;
  private static final String BROKEN = "ws-doclose-broken-pipe.txt";
  private static final String TIMED_OUT = "printed-connection-timed-out.txt";

  @TempDir Path folder;

  /** What a run has left. */
  private record Run(int exit, String text, String error) {
    JsonObject json() {
      return JsonParser.parseString(text).getAsJsonObject();
    }

    long records(String bucket) {
      return json().getAsJsonObject(bucket).get("records").getAsLong();
    }

    long reason(String bucket, String reason) {
      JsonObject reasons = json().getAsJsonObject(bucket).getAsJsonObject("reasons");
      return reasons.has(reason) ? reasons.get(reason).getAsLong() : 0;
    }
  }

  private Run scan(byte[] input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", JAR.toString(), "scan"));
    command.addAll(List.of(arguments));
    Path in = Files.write(folder.resolve(".in"), input);
    Path out = folder.resolve(".out");
    Path error = folder.resolve(".err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(error.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), Files.readString(out), Files.readString(error));
  }

  private Run scan(String... arguments) throws IOException, InterruptedException {
    return scan(new byte[0], arguments);
  }

  private static String trace(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/traces", name)).strip() + "\n";
  }

  /** Files, a folder, a pattern, packed and not, standard input, and each of them once. */
  @Test
  void readsWhateverItIsGiven() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs/old"));
    Files.writeString(folder.resolve("logs/catalina.out"), trace(BROKEN));
    Files.writeString(folder.resolve("logs/localhost.2026-11-26.log"), trace(BROKEN));
    Files.writeString(folder.resolve("logs/localhost_access_log.txt"), trace(BROKEN));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(logs.resolve("catalina.1.log.gz")))) {
      out.write(trace(TIMED_OUT).getBytes(StandardCharsets.UTF_8));
    }
    try (OutputStream out =
        new ZstdOutputStream(Files.newOutputStream(logs.resolve("catalina.2.log.zst")))) {
      out.write(trace(TIMED_OUT).getBytes(StandardCharsets.UTF_8));
    }
    byte[] input = trace(TIMED_OUT).getBytes(StandardCharsets.UTF_8);

    Run run = scan(input, "--json", "logs/", "logs/catalina.out", "logs/old/catalina.*.gz", "-");

    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(run.json().get("files").getAsInt()).isEqualTo(5);
    assertThat(run.json().getAsJsonObject("hangUps").getAsJsonObject("kinds").toString())
        .isEqualTo("{\"TIMED_OUT/read\":3,\"BROKEN_PIPE/close\":2}");
    assertThat(run.error()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNamedAndTheOthersAreRead() throws Exception {
    Files.writeString(folder.resolve("catalina.out"), trace(BROKEN));
    Files.write(folder.resolve("old.xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0});

    Run run = scan("catalina.out", "missing.log", "*.none", "old.xz");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.text())
        .contains("missing.log cannot be read: there is no such file")
        .contains("*.none cannot be read: no file matches")
        .contains("old.xz cannot be read: is packed with xz")
        .contains("BROKEN_PIPE/close");
  }

  @Test
  void wrongArgumentsAreNamed() throws Exception {
    assertThat(scan("--show", "NOISE", "x").exit()).isEqualTo(2);
    assertThat(scan("--show", "NOISE", "x").error()).contains("NOISE", "RESET");
    assertThat(scan("--charset", "klingon", "x").exit()).isEqualTo(2);
    assertThat(scan().exit()).isEqualTo(2);
    assertThat(scan("--help").exit()).isZero();
    assertThat(scan("--help").text()).contains("--clean", "Exit status");
  }

  @Test
  void cleansToTheByte() throws Exception {
    String log =
        "26-Nov-2026 09:30:00.000 INFO [main] com.example.Start.main Up\r\n"
            + trace(BROKEN)
            + "\u0000\u0007 whatever\n"
            + trace(TIMED_OUT)
            + "no end";
    Files.writeString(folder.resolve("catalina.out"), log);

    Run run = scan("--clean", "catalina.out");

    assertThat(run.exit()).isZero();
    assertThat(run.text()).isEqualTo(log.replace(trace(BROKEN), "").replace(trace(TIMED_OUT), ""));
    assertThat(run.error()).contains("hang-ups", "2 records");
  }

  @Test
  void explainsAndShows() throws Exception {
    Files.writeString(folder.resolve("catalina.out"), trace(BROKEN) + trace(TIMED_OUT));

    assertThat(scan("--explain", "catalina.out").text())
        .contains("== hang-ups, 1 times", "BROKEN_PIPE/close websocket, evidence ORIGIN")
        .contains("decided by org.apache.tomcat.util.net.SecureNioChannel");
    assertThat(scan("--show", "broken_pipe", "catalina.out").text())
        .contains("| java.io.IOException: Broken pipe")
        .doesNotContain("| java.io.IOException: Connection timed out");
  }

  /** A page that needs nothing beside it, in the light and in the dark, wide and narrow. */
  @Test
  void writesAPage() throws Exception {
    Needs.nothing(ReconnectPage.obstacle());
    String markup =
        trace(TIMED_OUT).replace("Connection timed out", "<script>document.title='x'</script>");
    Files.writeString(folder.resolve("catalina.out"), trace(BROKEN) + markup);
    Path page = Path.of("target/it/report.html").toAbsolutePath();
    Files.createDirectories(page.getParent());

    assertThat(scan("--html", page.toString(), "catalina.out").exit()).isZero();

    for (String size : List.of("1280,1400", "390,1400")) {
      for (String dark : List.of("", "--force-dark-mode")) {
        Path image = page.resolveSibling("report-" + size + dark + ".png");
        String dom =
            Browser.open("file://" + page, size, image, dark.isEmpty() ? List.of() : List.of(dark));
        assertThat(dom)
            .contains("<title>Hang-ups in these logs</title>", "</rect>", "BROKEN_PIPE/close")
            .contains("&lt;script&gt;");
        assertThat(Files.size(image)).isGreaterThan(10_000);
      }
    }
  }

  /**
   * What a log has without Hangup, and what Hangup withholds of the very same run. What only a
   * running Valve knows are failures that follow from a hang-up: the scan says so of each of them.
   */
  @EachTomcat
  void countsWhatTheValveWithholds(String version) throws Exception {
    try (ResettingBackend backend = new ResettingBackend();
        TomcatDistribution tomcat = new TomcatDistribution(version, "scan")) {
      AbortsServer.deployed(tomcat.deploySample("/chat").lib(RawHandler.class));
      logRaw(tomcat);
      tomcat.start();
      Scenario.hangUp(tomcat.port(), "/chat", HANG_UPS);
      await()
          .untilAsserted(
              () ->
                  assertThat(tomcat.get("/chat/stats"))
                      .isEqualTo("0 " + HANG_UPS + " " + HANG_UPS));
      int ended = 0;
      for (String path :
          List.of(
              "/abort?how=servlet",
              "/abort?how=unchecked",
              "/abort?how=own",
              "/abort?how=bare",
              "/abort?how=none",
              "/abort?how=jul",
              "/abort?how=context",
              "/abort?how=juli",
              "/acting?act=sendError",
              "/acting?act=reset")) {
        AbortsServer.resetIn(tomcat, path);
        AbortsServer.awaitEnded(tomcat, ++ended);
      }
      for (String how : List.of("servlet", "own", "jul")) {
        tomcat.get("/app/backend?how=" + how + "&port=" + backend.port());
      }
      tomcat.stop();

      String raw = tomcat.file("logs/raw.log").toString();
      Run without = scan("--json", raw);
      String logs = tomcat.file("logs").toString();
      Run with = scan("--json", logs + "/catalina.*.log", logs + "/localhost.*.log");
      String stopped = tomcat.log("catalina");
      long follows = without.reason("cannotTell", "FOLLOWS");
      assertThat(follows).as(without.text()).isEqualTo(2);
      assertThat(stopped)
          .contains(
              "withheld records ["
                  + (without.reason("hangUps", "DISCONNECT") + follows)
                  + "], shortened records ["
                  + without.reason("hangUps", "OWN_WORDS")
                  + "]");
      assertThat(without.records("cannotTell")).as(without.text()).isEqualTo(follows);
      assertThat(without.records("realErrors")).isPositive();
      assertThat(with.records("hangUps")).as(with.text()).isZero();
      assertThat(with.records("realErrors")).isEqualTo(without.records("realErrors"));
    }
  }

  /** Beside each handler that there is, one that asks no filter. */
  private static void logRaw(TomcatDistribution tomcat) throws IOException {
    String raw = RawHandler.class.getName();
    String file = "org.apache.juli.AsyncFileHandler";
    String console = "java.util.logging.ConsoleHandler, ";
    Files.createDirectories(tomcat.file("bin"));
    Files.writeString(tomcat.file("bin/setenv.sh"), "CLASSPATH=\"" + tomcat.file("lib") + "\"\n");
    tomcat
        .logging("handlers = 1catalina." + file + ", 2localhost." + file + ", " + console + raw)
        .logging(".handlers = 1catalina." + file + ", " + console + raw)
        .logging(
            "org.apache.catalina.core.ContainerBase.[Catalina].[localhost].handlers = 2localhost."
                + file
                + ", "
                + raw);
  }
}
