package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Patience;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.load.Reading;
import io.hangup.load.Reading.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What has to be true of a server that keeps its books, whatever it has been through. */
final class Books {
  private static final Pattern LINE = Pattern.compile(" io\\.hangup\\.disconnect [A-Z]");

  private final TomcatDistribution tomcat;
  private final Path file;
  private Reading before;
  private long threadsBefore;

  /** The books of {@code server}, which has not been started. */
  Books(LiveServer server) throws IOException {
    tomcat = server.tomcat();
    file = server.keepBooks();
    tomcat.deploy("/control", "io/hangup/it/control").deploy("/load", "io/hangup/load/app");
  }

  /** Notes what the server holds while it has nothing to do. */
  Books open() throws IOException {
    before = reading();
    threadsBefore = ownThreads();
    return this;
  }

  /** Threads of Hangup's; Tomcat's pools take their time to get smaller. */
  private long ownThreads() throws IOException {
    return tomcat.jcmd("Thread.print").lines().filter(line -> line.startsWith("\"hangup-")).count();
  }

  /** Over a connection that is closed: each that is left open would be held for 20 s. */
  private Reading reading() throws IOException {
    return Reading.of(get("/load/probe"));
  }

  private String get(String path) throws IOException {
    try (Http1Client client = Http1Client.plain(tomcat.port())) {
      client.write("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n").readHead();
      return client.readAll();
    }
  }

  /** Waits until {@code live} sessions are, and all the others have been dropped, once each. */
  void awaitLive(int live) {
    await()
        .atMost(Patience.EVENT)
        .untilAsserted(() -> assertThat(get("/control/control/tally")).endsWith(" " + live + " 0"));
  }

  /** Waits until there are as many lines as disconnects; an asynchronous log takes its time. */
  void awaitLines() {
    await()
        .atMost(Patience.EVENT)
        .untilAsserted(() -> assertThat(lines()).isEqualTo(reading().of(Item.DISCONNECTS)));
  }

  private long lines() throws IOException {
    String all = new String(tomcat.consoleFrom(0), StandardCharsets.ISO_8859_1);
    return LINE.matcher(all).results().count();
  }

  /** Waits until the server holds no more than when the books were opened. */
  void awaitNothingHeld() {
    await()
        .atMost(Patience.EVENT)
        .untilAsserted(
            () -> {
              Reading now = reading();
              for (Item item : List.of(Item.HANDLERS, Item.DESCRIPTORS)) {
                assertThat(now.of(item)).as(item.name()).isLessThanOrEqualTo(before.of(item) + 5);
              }
              assertThat(ownThreads()).as("threads").isLessThanOrEqualTo(threadsBefore);
            });
  }

  /** Stops the server; everything that was opened must have been dropped by then. */
  void stopAndClose() throws IOException {
    tomcat.stop();
    List<String> lines = Files.readAllLines(file);
    String[] figures = lines.get(0).split(" ", -1);
    assertThat(lines.subList(2, lines.size())).as("told of wrongly").isEmpty();
    assertThat(figures[0]).as("opened, dropped").isEqualTo(figures[1]);
    assertThat(figures[0]).as("opened").isNotEqualTo("0");
  }
}
