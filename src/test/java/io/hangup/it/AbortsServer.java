package io.hangup.it;

import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Patience;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The application of {@code io.hangup.it.aborts}, the clients it fails on, and what it logs. */
final class AbortsServer {
  static final String CONTEXT = "/app";
  static final Duration PATIENCE = Patience.EVENT;

  private static final Pattern SEVERE = Pattern.compile("(?m)^\\S+ \\S+ SEVERE .*$");
  private static final Pattern LINE =
      Pattern.compile("(?m)^.* FINE \\[.*io\\.hangup\\.disconnect .*\\R?");

  /** What was withheld after its line had been told. */
  private static final Pattern WITHHELD =
      Pattern.compile("(?m)^.* FINE \\[.*io\\.hangup\\.withheld .*\\R?");

  private AbortsServer() {}

  /** Deploys the application, with the Valve's line to be told. */
  static TomcatDistribution deployed(TomcatDistribution tomcat) throws IOException {
    return tomcat
        .deploy(CONTEXT, "io/hangup/it/aborts")
        .logging("io.hangup.disconnect.level = FINE");
  }

  /** Gives the application a {@code web.xml} with {@code elements} in it. */
  static void webXml(TomcatDistribution tomcat, String elements) throws IOException {
    String xml =
        "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
            + elements
            + "</web-app>";
    tomcat.webappFile(CONTEXT, "WEB-INF/web.xml", xml.getBytes(StandardCharsets.UTF_8));
  }

  /** Resets in the middle of the response to a GET of {@code path}. */
  static void resetIn(TomcatDistribution tomcat, String path) throws IOException {
    try (Http1Client client = Http1Client.plain(tomcat.port())) {
      client.get(CONTEXT + path).readHead();
      client.reset();
    }
  }

  /** Waits until the application has seen the end of {@code requests}. */
  static void awaitEnded(TomcatDistribution tomcat, int requests) {
    awaitEnded(tomcat, "localhost", requests);
  }

  /** Waits until the application of {@code host} has seen the end of {@code requests}. */
  static void awaitEnded(TomcatDistribution tomcat, String host, int requests) {
    await().atMost(PATIENCE).until(() -> ended(tomcat, host) == requests);
  }

  private static int ended(TomcatDistribution tomcat, String host) throws IOException {
    try (Http1Client client = Http1Client.plain(tomcat.port())) {
      client.write(
          "GET /app/control/ended HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      client.readHead();
      return Integer.parseInt(client.readAll().strip());
    }
  }

  /** Waits until {@code count} lines of Hangup's are in the console. */
  static void awaitLines(TomcatDistribution tomcat, int count) {
    await().atMost(PATIENCE).until(() -> lines(tomcat.consoleSinceStart()).size() >= count);
  }

  /** The headers of the records at SEVERE. */
  static List<String> severe(String text) {
    return SEVERE.matcher(text).results().map(result -> result.group()).toList();
  }

  /** The lines of Hangup's. */
  static List<String> lines(String text) {
    return LINE.matcher(text).results().map(result -> result.group().strip()).toList();
  }

  /** What is there besides the lines of Hangup's. */
  static String besides(String text) {
    return WITHHELD.matcher(LINE.matcher(text).replaceAll("")).replaceAll("").strip();
  }

  /** A log without what no two runs have in common. */
  static String normalised(String log) {
    return log.replaceAll("(?m)^\\d\\d-\\S+ \\S+ ", "")
        .replaceAll("\\[http-nio-[^\\]]*\\]", "[thread]");
  }
}
