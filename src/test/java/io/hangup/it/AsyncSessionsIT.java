package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Connector;
import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import io.hangup.fixture.Http2Frame;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests in asynchronous processing are sessions, over both protocols and every connector. */
class AsyncSessionsIT {
  private static final String PATH = LiveServer.CONTEXT + "/stream/";

  /** What ends well or not without the client's doing, and how that is told. */
  private static final Map<String, String> ENDS =
      Map.of(
          "complete", "1000 clean -",
          "complete-at-once", "1000 clean -",
          "dispatch", "1000 clean -",
          "timeout", "1006 unclean -");

  @EachTomcat
  void areOpenedAndDroppedOnce(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "async", "")) {
      server.start();
      int sessions = 0;
      for (Connector connector : Connector.values()) {
        for (String way : ENDS.keySet()) {
          http1(server, connector, way).readAll();
          try (Http2Client client = http2(server, connector, way)) {
            client.readAll(1);
          }
        }
        http1(server, connector, "write").reset();
        try (Http2Client client = http2(server, connector, "write")) {
          client.rstStream(1, Http2ErrorCode.CANCEL);
          sessions += 2 * ENDS.size() + 2;
          awaitDropped(server, sessions);
        }
      }

      assertThat(server.dropped().stream().map(line -> line.replaceAll("(write .*) \\S+", "$1")))
          .containsExactlyInAnyOrderElementsOf(expected());
      assertThat(server.dropped())
          .filteredOn(line -> line.contains("/write"))
          .allMatch(line -> line.matches(".* (RESET|BROKEN_PIPE|STREAM_RESET)/(read|write)"));
      assertThat(server.told().stream().filter(line -> line.startsWith("opened"))).hasSize(40);
      assertThat(server.tomcat().consoleSinceStart().lines())
          .hasSize(8)
          .allMatch(line -> line.contains(" endpoint [/app/stream/write] "));
    }
  }

  /** A client of HTTP/2 that has gone while nobody writes to it is noticed by Tomcat. */
  @EachTomcat
  void endWithTheirStreamThoughNobodyWrites(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "async-idle", "")) {
      server.start();
      int sessions = 0;
      for (Connector connector : Connector.values()) {
        try (Http2Client client = http2(server, connector, "wait")) {
          client.rstStream(1, Http2ErrorCode.CANCEL);
          sessions++;
          awaitDropped(server, sessions);
        }
      }
      assertThat(server.dropped())
          .containsOnly("dropped /app/stream/wait 1006 unclean STREAM_RESET/read");
    }
  }

  /** What fails in the pipeline, and is told of there, is what ends the session. */
  @EachTomcat
  void mayBeToldOfBeforeTheyBegin(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "async-at-once", "")) {
      server.start();
      http1(server, Connector.NIO, "write-at-once").reset();
      awaitDropped(server, 1);

      assertThat(server.dropped())
          .singleElement()
          .asString()
          .matches("dropped /app/stream/write-at-once 1006 unclean (RESET|BROKEN_PIPE)/write");
      assertThat(AbortsServer.lines(server.tomcat().consoleSinceStart())).hasSize(1);
      assertThat(AbortsServer.besides(server.tomcat().consoleSinceStart()))
          .matches(".* The stream failed \\[client gone: (RESET|BROKEN_PIPE)/write]");
    }
  }

  /** What is live when its application stops is dropped then, whatever becomes of the request. */
  @EachTomcat
  void endWithTheServer(String version) throws Exception {
    try (LiveServer server = new LiveServer(version, "async-stop", "")) {
      server.start();
      Http1Client one = http1(server, Connector.NIO, "wait");
      Http2Client two = http2(server, Connector.NIO2_TLS, "wait");
      await().until(() -> server.told().size() == 2);

      server.tomcat().stop();
      one.close();
      two.close();

      assertThat(server.dropped())
          .hasSize(2)
          .containsOnly("dropped /app/stream/wait 1001 unclean -");
    }
  }

  private static Stream<String> expectedOf(Connector connector) {
    return Stream.concat(
            ENDS.entrySet().stream().map(end -> end.getKey() + " " + end.getValue()),
            Stream.of("write 1006 unclean"))
        .flatMap(end -> Stream.of(end, end))
        .map(end -> "dropped /app/stream/" + end);
  }

  private static List<String> expected() {
    return Stream.of(Connector.values()).flatMap(AsyncSessionsIT::expectedOf).toList();
  }

  private static Http1Client http1(LiveServer server, Connector connector, String way)
      throws IOException {
    Http1Client client = Http1Client.over(connector.connect(server.tomcat()));
    client.get(PATH + way, "Connection: close").readHead();
    return client;
  }

  private static Http2Client http2(LiveServer server, Connector connector, String way)
      throws IOException {
    int port = connector.port(server.tomcat());
    Http2Client client = connector.isTls() ? Http2Client.tls(port) : Http2Client.plain(port);
    client.read(Http2Frame.Kind.DATA, client.get(PATH + way));
    return client;
  }

  private static void awaitDropped(LiveServer server, int count) throws IOException {
    server.awaitDropped(dropped -> dropped.size() >= count);
  }
}
