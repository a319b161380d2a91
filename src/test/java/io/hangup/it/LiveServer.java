package io.hangup.it;

import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Patience;
import io.hangup.fixture.TestKeyStore;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Tomcat with a connector of each kind, the application of {@code io.hangup.it.live}, and a
 * registry that writes down what it is told.
 */
final class LiveServer implements Closeable {
  static final String CONTEXT = "/app";

  private static final Duration PATIENCE = Patience.EVENT;

  private final TomcatDistribution tomcat;
  private final UnaryOperator<String> edit;
  private final Path told;

  /**
   * @param attributes further attributes of the Valve; null for none of Hangup at all
   */
  LiveServer(String version, String name, String attributes) throws Exception {
    Path keyStore = TestKeyStore.in(Path.of("target/it/live.p12"));
    tomcat = new TomcatDistribution(version, name);
    told = tomcat.file("registry.txt");
    String valve =
        ValveXml.withAttributes(
            "registry=\"io.hangup.it.FileRegistry\" registry.file=\"" + told + "\" " + attributes);
    edit =
        xml ->
            Connector.all(xml, keyStore)
                .replace(TomcatDistribution.VALVE, attributes == null ? "" : valve);
    tomcat.serverXml(edit);
    tomcat.lib(FileRegistry.class).deploy(CONTEXT, "io/hangup/it/live");
    tomcat.logging("io.hangup.disconnect.level = FINE");
  }

  /** Has the server run in a network namespace, where others may connect to it. */
  LiveServer within(String namespace) throws IOException {
    tomcat.within(namespace);
    tomcat.serverXml(xml -> edit.apply(xml).replace("address=\"127.0.0.1\"", ""));
    return this;
  }

  /** Has a {@link TallyRegistry} in place of the other; returns where it leaves its books. */
  Path keepBooks() throws IOException {
    registries(TallyRegistry.class);
    return told;
  }

  /** Has other registries in place of the one. */
  LiveServer registries(Class<?>... types) throws IOException {
    for (Class<?> type : types) {
      if (type != FileRegistry.class) {
        tomcat.lib(type);
      }
    }
    String names = Stream.of(types).map(Class::getName).collect(Collectors.joining(", "));
    tomcat.serverXml(xml -> edit.apply(xml).replace(FileRegistry.class.getName(), names));
    return this;
  }

  /** Has the Valve be another element. */
  LiveServer valve(String element) throws IOException {
    tomcat.serverXml(
        xml -> edit.apply(xml).replaceFirst("<Valve [^>]*DisconnectValve[^>]*/>", element));
    return this;
  }

  /** Puts another Valve into the host, with {@link #keepBooks}. */
  LiveServer inHost(String element) throws IOException {
    Path xml = tomcat.file("conf/server.xml");
    Files.writeString(xml, Files.readString(xml).replace("</Host>", element + "</Host>"));
    return this;
  }

  LiveServer start() throws IOException {
    tomcat.start();
    return this;
  }

  TomcatDistribution tomcat() {
    return tomcat;
  }

  /** The names of the sessions that the application keeps. */
  List<String> kept() throws IOException, InterruptedException {
    return lines("kept");
  }

  /** What the application's endpoint has been told. */
  List<String> heard() throws IOException, InterruptedException {
    return lines("heard");
  }

  private List<String> lines(String what) throws IOException, InterruptedException {
    return tomcat.get(CONTEXT + "/live/" + what).lines().toList();
  }

  /** Sends more than any buffer holds to a client, and gives up after {@code timeoutMillis}. */
  void flood(String name, long timeoutMillis) throws IOException, InterruptedException {
    tomcat.get(CONTEXT + "/live/flood?name=" + name + "&timeout=" + timeoutMillis);
  }

  /** What the registry was told, a line each. */
  List<String> told() throws IOException {
    return Files.exists(told) ? Files.readAllLines(told) : List.of();
  }

  /** The ends that the registry was told of. */
  List<String> dropped() throws IOException {
    return told().stream().filter(line -> line.startsWith("dropped")).toList();
  }

  /** Waits until what the registry was told of ends fits. */
  void awaitDropped(Predicate<List<String>> enough) {
    awaitDropped(enough, PATIENCE);
  }

  /** Waits for that no longer than {@code patience}. */
  void awaitDropped(Predicate<List<String>> enough, Duration patience) {
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(patience)
        .until(() -> enough.test(dropped()));
  }

  @Override
  public void close() {
    tomcat.close();
  }
}
