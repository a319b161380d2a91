package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Needs;
import io.hangup.fixture.Patience;
import io.hangup.fixture.PoliteClients;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;

/**
 * A server that lacks something, or is stopped in the middle: Hangup keeps its books, holds nothing
 * back, and logs nothing that is not one of its lines.
 */
@Tag("soak")
class HardTimesIT {
  private static final int CONNECTIONS = Integer.getInteger("hangup.connections", 500);
  private static final int RELOADS = Math.min(40, CONNECTIONS / 50);
  private static final int OPEN = Math.min(2_000, CONNECTIONS * 2);
  private static final int DEAF = 600;
  private static final Duration STOPPED = Duration.ofSeconds(CONNECTIONS > 1_000 ? 40 : 8);
  private static final String PINGS =
      "pingInterval=\"2\" pingTimeout=\"2\" closeForgotten=\"true\" ";
  private static final Path FAKE_TIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
  private static final Path FULL = Path.of("/dev/full");

  @EachTomcat
  void reloadsUnderTraffic(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "hard-reloads", PINGS)) {
      server.tomcat().heap("1g");
      server
          .tomcat()
          .webappFile(
              LiveServer.CONTEXT,
              "META-INF/context.xml",
              "<Context unloadDelay=\"20\"/>".getBytes(StandardCharsets.UTF_8));
      Books books = new Books(server);
      server.start();
      books.open();
      Endings endings = new Endings(server);
      ExecutorService traffic = Executors.newSingleThreadExecutor();
      // What comes while the application is away is refused.
      Future<Integer> refused = traffic.submit(() -> endings.endInEveryWay(CONNECTIONS));
      for (int i = 0; i < RELOADS; i++) {
        server.tomcat().get("/control/control/reload");
      }
      refused.get(Patience.EVENT.toSeconds(), TimeUnit.SECONDS);
      traffic.shutdown();

      books.awaitLive(0);
      books.awaitLines();
      books.stopAndClose();
      assertNoLeaks(server);
    }
  }

  /** They are the server's own closing: neither told nor withheld. */
  @EachTomcat
  void terminatedWithManyOpen(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "hard-sigterm", "")) {
      server.tomcat().heap("1g");
      Books books = new Books(server);
      server.start();
      List<RudeClient> sockets = new Endings(server).open(OPEN * 3 / 4);
      List<Http1Client> streams = streams(server, OPEN / 4);
      books.awaitLive(OPEN);

      books.stopAndClose();

      assertNoLeaks(server);
      assertThat(server.tomcat().consoleSinceStart())
          .doesNotContain("SEVERE", " io.hangup.disconnect ");
      for (RudeClient each : sockets) {
        each.close();
      }
      for (Http1Client each : streams) {
        each.close();
      }
    }
  }

  /** What the application's own threads do after its stop is its own affair. */
  private static void assertNoLeaks(LiveServer server) {
    assertThat(server.tomcat().consoleSinceStart())
        .doesNotContain("a thread named [hangup-")
        .doesNotContainPattern("\\[hangup-[^]]*] org\\.apache\\.catalina\\.loader\\.");
  }

  private static List<Http1Client> streams(LiveServer server, int count) throws IOException {
    List<Http1Client> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Http1Client stream = Http1Client.over(Connector.NIO.connect(server.tomcat()));
      stream.get(LiveServer.CONTEXT + "/stream/endless").readHead();
      streams.add(stream);
    }
    return streams;
  }

  /** The time in which the server stands still counts against nobody. */
  @EachTomcat
  void stoppedForAWhile(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "hard-stopped", PINGS).start()) {
      int port = Connector.NIO.port(server.tomcat());
      URI uri = URI.create("ws://127.0.0.1:" + port + LiveServer.CONTEXT + "/ws/n");
      Process clients =
          new ProcessBuilder(PoliteClients.command(uri, 20))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        assertThat(clients.inputReader().readLine()).isEqualTo("open");
        server.tomcat().signal("STOP");
        TimeUnit.MILLISECONDS.sleep(STOPPED.toMillis());
        server.tomcat().signal("CONT");
        // As long as it takes to be taken for dead.
        TimeUnit.SECONDS.sleep(6);

        assertThat(server.dropped()).isEmpty();
        assertThat(server.kept()).hasSize(20);
        assertThat(server.tomcat().consoleSinceStart()).isEmpty();
      } finally {
        clients.destroy();
      }
    }
  }

  @EachTomcat
  void withAFullDisk(String version) throws Exception {
    Needs.that(Files.exists(FULL), "there is no " + FULL);
    try (LiveServer server = new LiveServer(version, "hard-disk", PINGS)) {
      Books books = new Books(server);
      Path logs = server.tomcat().file("logs");
      for (int day = 0; day < 2; day++) {
        // The file of tomorrow as well, for a test that runs at midnight.
        String name = "catalina." + LocalDate.now(ZoneId.systemDefault()).plusDays(day) + ".log";
        Files.createSymbolicLink(logs.resolve(name), FULL);
      }
      server.start();
      books.open();
      assertThat(new Endings(server).endInEveryWay(CONNECTIONS)).isZero();

      books.awaitLive(0);
      books.awaitLines();
      books.stopAndClose();
    }
  }

  @EachTomcat
  void withAClockThatIsSet(String version) throws Exception {
    Needs.that(Files.exists(FAKE_TIME), "faketime is not installed");
    try (LiveServer server = new LiveServer(version, "hard-clock", PINGS)) {
      Books books = new Books(server);
      Path clock = server.tomcat().file("clock");
      Files.writeString(clock, "+0");
      // catalina.sh waits for no process of its own with this in its environment.
      server
          .tomcat()
          .environment(
              Map.of(
                  "LD_PRELOAD", FAKE_TIME.toString(),
                  "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                  "FAKETIME_NO_CACHE", "1",
                  "DONT_FAKE_MONOTONIC", "1",
                  "FAKETIME_DONT_FAKE_MONOTONIC", "1"));
      server.start();
      books.open();
      List<RudeClient> live = new ArrayList<>();
      for (String set : List.of("+3600", "-3600", "+0")) {
        RudeClient client =
            RudeClient.webSocket(
                Connector.NIO.connect(server.tomcat()), LiveServer.CONTEXT + "/ws/live");
        live.add(client);
        books.awaitLive(1);
        Files.writeString(clock, set);
        assertThat(client.send("hello").read()).isEqualTo("hello");
        // Tomcat itself times out whom the jump of its clock meets in a handshake.
        assertThat(new Endings(server).endInEveryWay(CONNECTIONS / 3)).isLessThanOrEqualTo(2);
        // It does not answer pings, and has been found by now, as ever.
        books.awaitLive(0);
      }
      books.awaitLines();
      for (RudeClient each : live) {
        each.close();
      }
      books.stopAndClose();
    }
  }

  /**
   * Of two sends that are to time out in the same millisecond, Tomcat forgets one; pings find it.
   */
  @EachTomcat
  void withClientsWhoNeverRead(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "hard-deaf", PINGS)) {
      server.tomcat().heap("1g");
      Books books = new Books(server);
      server.start();
      new Endings(server).endInEveryWay(CONNECTIONS / 5);
      books.open();
      List<RudeClient> deaf = new ArrayList<>();
      for (int i = 0; i < DEAF; i++) {
        Connector connector = i % 2 == 0 ? Connector.NIO : Connector.NIO2;
        deaf.add(
            RudeClient.webSocket(
                connector.connect(server.tomcat()), LiveServer.CONTEXT + "/ws/deaf" + i));
        server.flood("deaf" + i, 500);
      }

      books.awaitLive(0);
      books.awaitLines();
      await().atMost(Patience.EVENT).until(() -> server.kept().isEmpty());
      for (RudeClient each : deaf) {
        each.close();
      }
      books.awaitNothingHeld();
      books.stopAndClose();
    }
  }

  @EachTomcat
  void withFewDescriptors(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "hard-descriptors", PINGS)) {
      Books books = new Books(server);
      server.tomcat().startedBy("prlimit", "--nofile=300:300");
      server.start();
      books.open();
      List<RudeClient> open = new ArrayList<>();
      try {
        while (open.size() < 300) {
          open.add(
              RudeClient.over(Connector.NIO.connect(server.tomcat()))
                  .write(RudeClient.handshake(LiveServer.CONTEXT + "/ws/n" + open.size())));
        }
      } catch (IOException e) {
        // The server accepts no more.
      }
      await()
          .atMost(Patience.EVENT)
          .until(() -> server.tomcat().consoleSinceStart().contains("Too many open files"));
      for (RudeClient each : open) {
        each.reset();
      }

      books.awaitLive(0);
      books.awaitLines();
      books.stopAndClose();
    }
  }

  /** Whoever comes then is served, and is told of when there are threads again. */
  @EachTomcat
  void withoutAThreadToStart(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "hard-threads", PINGS)) {
      Books books = new Books(server);
      // Each stack is so large that there is room for some dozens, and not for malloc's arenas.
      server.tomcat().startedBy("prlimit", "--as=8000000000");
      server
          .tomcat()
          .environment(
              Map.of(
                  "JAVA_OPTS", "-Xss64m -XX:CompressedClassSpaceSize=128m",
                  "MALLOC_ARENA_MAX", "1"));
      server.start();
      // The first session has Tomcat itself start a thread, and each worker its first request.
      new Endings(server).endInEveryWay(CONNECTIONS / 10);
      books.awaitLive(0);
      books.open();
      RudeClient first =
          RudeClient.webSocket(
              Connector.NIO.connect(server.tomcat()), LiveServer.CONTEXT + "/ws/first");
      assertThat(Integer.parseInt(server.tomcat().get("/control/control/exhaust"))).isPositive();
      List<RudeClient> clients = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        RudeClient client =
            RudeClient.webSocket(
                Connector.NIO.connect(server.tomcat()), LiveServer.CONTEXT + "/ws/n" + i);
        assertThat(client.send("hello").read()).isEqualTo("hello");
        clients.add(client);
      }
      for (RudeClient client : clients) {
        client.reset();
      }
      server.tomcat().get("/control/control/relax");
      first.close();

      books.awaitLive(0);
      books.awaitLines();
      assertThat(new Endings(server).endInEveryWay(CONNECTIONS / 5)).isZero();
      books.awaitLive(0);
      books.awaitLines();
      books.stopAndClose();
    }
  }

  @EachTomcat
  void withLittleMemory(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "hard-memory", PINGS)) {
      Books books = new Books(server);
      server.tomcat().heap("64m");
      server.start();
      new Endings(server).endInEveryWay(CONNECTIONS / 5);
      books.open();
      new Endings(server).endInEveryWay(CONNECTIONS);

      books.awaitLive(0);
      books.awaitLines();
      assertThat(server.tomcat().consoleSinceStart()).doesNotContain("OutOfMemoryError");
      books.awaitNothingHeld();
      books.stopAndClose();
    }
  }

  /** One hang-up is told of once, and one session is one, by whichever Valve. */
  @EachTomcat
  void withAValveInEveryContainer(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "hard-valves", PINGS)) {
      Books books = new Books(server);
      server.tomcat().contextXml(LiveServer.CONTEXT, TomcatDistribution.VALVE);
      server.inHost(TomcatDistribution.VALVE);
      server.start();
      books.open();
      assertThat(new Endings(server).endInEveryWay(CONNECTIONS)).isZero();

      books.awaitLive(0);
      books.awaitLines();
      // The threads of the application that write on may end in their own ways.
      assertThat(server.tomcat().consoleSinceStart()).doesNotContain(" SEVERE ", " WARNING ");
      books.stopAndClose();
    }
  }
}
