package io.hangup.matrix;

import io.hangup.fixture.Connection;
import io.hangup.fixture.Http1Client;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Hang-ups in the middle of a response. */
final class Http1ResponseRows {
  /** More than a head, less than the shortest response. */
  private static final int BEGINNING = 1500;

  private static final List<String> PLACES =
      List.of(
          "stream",
          "stream-servlet-exception",
          "stream-unchecked",
          "stream-own",
          "stream-twice",
          "stream-logged",
          "stream-printed",
          "writer",
          "forward",
          "include",
          "error-page",
          "compressed",
          "static",
          "static-copied",
          "write-listener",
          "sse-complete",
          "sse-wait",
          "sse-rethrow",
          "sse-dispatch",
          "sse-logged");

  /** One for each way of writing: a stall takes as long as Tomcat's patience. */
  private static final List<String> PLACES_TO_STALL =
      List.of("stream", "stream-twice", "static", "static-copied", "write-listener");

  private Http1ResponseRows() {}

  static Stream<Row> all() {
    return Stream.of(Http1ResponseAbort.values())
        .flatMap(
            abort ->
                (abort.isSlow() ? PLACES_TO_STALL : PLACES)
                    .stream().flatMap(place -> rows(place, abort)));
  }

  private static Stream<Row> rows(String place, Http1ResponseAbort abort) {
    return Stream.of(Connection.values())
        .filter(abort::happensOn)
        .map(
            connection ->
                new Row(
                    Http1Rows.place(place),
                    abort.words(),
                    connection,
                    place.equals("static") ? sendfile(abort) : abort.expected(),
                    port -> hangUp(place, abort, connection, port)));
  }

  /** Tomcat keeps no record of why a file could not be sent by the system. */
  private static Set<String> sendfile(Http1ResponseAbort abort) {
    Set<String> codes = new HashSet<>(abort.expected());
    codes.add("ABORTED/write");
    return codes;
  }

  private static void hangUp(
      String place, Http1ResponseAbort abort, Connection connection, int port) throws Exception {
    try (Http1Client client = Http1Rows.connect(connection, port)) {
      client.get(Http1Rows.path(place), "Accept-Encoding: gzip").readHead();
      client.read(BEGINNING);
      abort.on(client);
    }
  }
}
