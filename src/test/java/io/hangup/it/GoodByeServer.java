package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Patience;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.TestKeyStore;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** A Tomcat with the application of {@code io.hangup.it.goodbye}, and what it says of an end. */
final class GoodByeServer implements Closeable {
  static final String CONTEXT = "/app";

  private static final Duration SOON = Duration.ofMillis(700);
  private static final Pattern INFO = Pattern.compile("(?m)^.* INFO \\[.*\\R?");

  private final TomcatDistribution tomcat;
  private final Path told;
  private int consoleBefore;
  private int droppedBefore;
  private int disconnectsBefore;

  GoodByeServer(String version, String name) throws Exception {
    Path keyStore = TestKeyStore.in(Path.of("target/it/" + name + ".p12"));
    tomcat = new TomcatDistribution(version, name);
    told = tomcat.file("registry.txt");
    String valve = ValveXml.with("registry", "io.hangup.it.FileRegistry", "registry.file", told);
    tomcat.serverXml(xml -> Connector.all(xml, keyStore).replace(TomcatDistribution.VALVE, valve));
    tomcat
        .lib(FileRegistry.class)
        .deploy(CONTEXT, "io/hangup/it/goodbye")
        .deploy("/control", "io/hangup/it/control");
    tomcat.logging("io.hangup.disconnect.level = FINE").start();
  }

  TomcatDistribution tomcat() {
    return tomcat;
  }

  RudeClient open(Connector connector, String path) throws IOException {
    return RudeClient.webSocket(connector.connect(tomcat), CONTEXT + path);
  }

  /** Forgets what was said until now. */
  void begin() throws Exception {
    consoleBefore = tomcat.console().length();
    droppedBefore = allDropped().size();
    disconnectsBefore = Integer.parseInt(ask("disconnects"));
  }

  String ask(String what) throws Exception {
    return tomcat.get(CONTEXT + "/control/" + what);
  }

  String said() {
    return tomcat.console().substring(consoleBefore);
  }

  List<String> lines() {
    return AbortsServer.lines(said());
  }

  /** What is there besides Hangup's lines and what the application tells at INFO. */
  String besides() {
    return INFO.matcher(AbortsServer.besides(said())).replaceAll("").strip();
  }

  private List<String> allDropped() throws IOException {
    return Files.exists(told)
        ? Files.readAllLines(told).stream().filter(line -> line.startsWith("dropped")).toList()
        : List.of();
  }

  /** The ends that the registry was told of. */
  List<String> dropped() throws IOException {
    List<String> all = allDropped();
    return all.subList(droppedBefore, all.size());
  }

  void awaitSaid(String words) {
    await().atMost(Patience.EVENT).until(() -> said().contains(words));
  }

  /** Asserts that one session was dropped as {@code end}, and nobody told of as a disconnect. */
  void assertNobodyHungUp(String end) throws Exception {
    await().atMost(Patience.EVENT).until(() -> !dropped().isEmpty());
    Thread.sleep(SOON.toMillis());
    assertThat(dropped()).singleElement().asString().endsWith(end);
    assertTold(0);
  }

  /** Asserts that one client has hung up, in one line with its port, and was dropped as such. */
  void assertHungUp(int port, String closeCode, String kindAndPhase) throws Exception {
    await().atMost(Patience.EVENT).until(() -> !dropped().isEmpty() && !lines().isEmpty());
    Thread.sleep(SOON.toMillis());
    assertTold(1);
    assertThat(lines().get(0)).contains(":" + port + "]");
    String told =
        lines().get(0).replaceFirst(".*io\\.hangup\\.disconnect (\\S+) (\\S+) .*", "$1/$2");
    assertThat(told).matches(kindAndPhase);
    assertThat(dropped())
        .singleElement()
        .asString()
        .matches(".* " + closeCode + " unclean " + told);
  }

  /** Asserts how many disconnects were told of and counted. */
  void assertTold(int count) throws Exception {
    assertThat(lines()).hasSize(count);
    int counted = Integer.parseInt(ask("disconnects")) - disconnectsBefore;
    assertThat(counted).as("disconnects in JMX").isEqualTo(count);
  }

  @Override
  public void close() {
    tomcat.close();
  }
}
