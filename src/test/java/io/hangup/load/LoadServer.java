package io.hangup.load;

import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import io.hangup.load.Reading.Item;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A Tomcat with the application of {@code io.hangup.load.app}, and all the connections it may have.
 */
public final class LoadServer implements Closeable {
  private static final long CALM_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FORGOTTEN_NANOS = Duration.ofSeconds(15).toNanos();
  private static final int POLL_MILLIS = 50;
  private static final String APP = "/load";
  private static final String CONNECTOR = "connectionTimeout=\"20000\"/>";

  /** Tomcat would take so many resets of streams for an attack. */
  private static final String MANY =
      "connectionTimeout=\"20000\" maxConnections=\"100000\" acceptCount=\"1000\""
          + " maxKeepAliveRequests=\"-1\">"
          + "<UpgradeProtocol className=\"org.apache.coyote.http2.Http2Protocol\""
          + " overheadResetFactor=\"0\" overheadCountFactor=\"0\"/></Connector>";

  private final HttpClient client = HttpClient.newHttpClient();
  private final TomcatDistribution tomcat;
  private final Variant variant;

  LoadServer(Variant variant, String heap) throws IOException {
    this.variant = variant;
    tomcat =
        new TomcatDistribution(
            TomcatDistribution.newest(), "load-" + variant.name().toLowerCase(Locale.ROOT));
    tomcat
        .serverXml(
            xml -> xml.replace(CONNECTOR, MANY).replace(TomcatDistribution.VALVE, variant.valve()))
        .heap(heap)
        .deploy(APP, "io/hangup/load/app")
        .offering(APP, "io.hangup.load.app.Told");
    if (variant.isFine()) {
      tomcat.logging("io.hangup.disconnect.level = FINE");
    }
    tomcat.start();
  }

  Variant variant() {
    return variant;
  }

  int port() {
    return tomcat.port();
  }

  static String path(String name) {
    return APP + "/" + name;
  }

  Reading read() throws IOException, InterruptedException {
    return Reading.of(get("probe"));
  }

  String get(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path(name)))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(name + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** The bytes of the console and of all logs, but for the access log, which is the same. */
  long logged() throws IOException {
    long bytes = Files.size(tomcat.file("console.log"));
    try (Stream<Path> logs = Files.list(tomcat.file("logs"))) {
      for (Path log : (Iterable<Path>) logs::iterator) {
        bytes += log.getFileName().toString().contains("access") ? 0 : Files.size(log);
      }
    }
    return bytes;
  }

  /**
   * Waits until nothing has happened for a second; returns when the last thing did. Tomcat, with
   * Hangup or without, forgets a request now and then whose response is written to while it ends:
   * after a while it is not waited for.
   *
   * @param open how many sessions and requests are to be left
   */
  long awaitCalm(long open) throws IOException, InterruptedException {
    long last = System.nanoTime();
    long now = last;
    boolean isOver = false;
    String before = "";
    while (now - last < (isOver ? CALM_NANOS : FORGOTTEN_NANOS)) {
      Thread.sleep(POLL_MILLIS);
      Reading reading = Reading.of(get("probe?calm"));
      now = System.nanoTime();
      isOver = reading.of(Item.OPEN) <= open;
      String state = reading + " " + logged();
      if (!state.equals(before)) {
        before = state;
        last = now;
      }
    }
    return last;
  }

  @Override
  public void close() {
    tomcat.close();
  }

  /** How a server is set up. */
  enum Variant {
    WITHOUT(""),
    WITH(TomcatDistribution.VALVE),
    FINE(TomcatDistribution.VALVE),
    PINGING(ValveXml.with("pingInterval", "25", "pingTimeout", "20"));

    private final String valve;

    Variant(String valve) {
      this.valve = valve;
    }

    String valve() {
      return valve;
    }

    boolean isFine() {
      return this == FINE;
    }
  }
}
