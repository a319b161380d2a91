package io.hangup.matrix;

import io.hangup.fixture.Abort;
import io.hangup.fixture.AjpClient;
import io.hangup.fixture.Connector;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows of the matrix: a proxy that speaks AJP closes its connection in the middle of a request, as
 * mod_jk and mod_proxy_ajp do when their client has gone.
 */
final class AjpRows {
  /** What the names of their places begin with. */
  private static final String AJP = "ajp ";

  private static final List<Connector> CONNECTORS = List.of(Connector.NIO, Connector.NIO2);

  private static final List<String> RESPONSES =
      List.of(
          "stream",
          "stream-servlet-exception",
          "stream-twice",
          "stream-printed",
          "writer",
          "include",
          "static",
          "write-listener",
          "sse-wait",
          "sse-rethrow");

  /**
   * No form: Tomcat takes one that AJP's connection does not bring whole for one without an end.
   */
  private static final List<String> UPLOADS = List.of("upload-raw", "upload-listener");

  private static final String CLIENT = "203.0.113.7";
  private static final int CLIENT_PORT = 51_123;
  private static final int BODY = 1_000_000;

  /** Long enough for the server to wait for the rest of a body. */
  private static final long UNTIL_IT_READS = 200;

  private static final List<Abort> ABORTS = List.of(Abort.RESET, Abort.VANISH);

  private AjpRows() {}

  static List<Row> all() {
    return ABORTS.stream()
        .flatMap(
            abort ->
                Stream.concat(
                    RESPONSES.stream().flatMap(place -> responses(place, abort)),
                    UPLOADS.stream().flatMap(place -> uploads(place, abort))))
        .toList();
  }

  /** Whether {@code row} is for the connector that speaks AJP. */
  static boolean contain(Row row) {
    return row.place().startsWith(AJP);
  }

  private static Stream<Row> responses(String place, Abort abort) {
    return rows(
        place,
        abort.label() + " in mid-response",
        abort.whileWriting(),
        port -> {
          try (AjpClient proxy = AjpClient.connect(port)) {
            proxy.get(Http1Rows.path(place), "", CLIENT, CLIENT_PORT).await();
            abort.on(proxy);
          }
        });
  }

  private static Stream<Row> uploads(String place, Abort abort) {
    return rows(
        place,
        abort.label() + " in mid-body",
        abort.whileReading(Connector.NIO),
        port -> {
          try (AjpClient proxy = AjpClient.connect(port)) {
            proxy.post(Http1Rows.path(place), "", CLIENT, BODY, "a=half");
            Thread.sleep(UNTIL_IT_READS);
            abort.on(proxy);
          }
        });
  }

  private static Stream<Row> rows(
      String place, String abort, Set<String> expected, Row.Client client) {
    return CONNECTORS.stream()
        .map(connector -> new Row(AJP + place, abort, connector, expected, client));
  }
}
