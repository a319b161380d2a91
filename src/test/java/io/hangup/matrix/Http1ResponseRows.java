package io.hangup.matrix;

import io.hangup.fixture.Abort;
import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import java.util.EnumSet;
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

  /** Who half-closes would still read it. */
  private static final Set<Abort> ABORTS = EnumSet.complementOf(EnumSet.of(Abort.HALF_CLOSE));

  /** More than the connectors' timeout. */
  private static final long LONGER_THAN_A_TIMEOUT = 3500;

  private Http1ResponseRows() {}

  static Stream<Row> all() {
    return ABORTS.stream()
        .flatMap(
            abort ->
                (abort == Abort.STALL ? PLACES_TO_STALL : PLACES)
                    .stream().flatMap(place -> rows(place, abort)));
  }

  private static Stream<Row> rows(String place, Abort abort) {
    return Stream.of(Connector.values())
        .filter(abort::isPossible)
        .map(
            connector ->
                new Row(
                    Http1Rows.place(place),
                    abort.label() + " in mid-response",
                    connector,
                    place.equals("static") ? sendfile(abort) : abort.whileWriting(),
                    port -> hangUp(place, abort, connector, port)));
  }

  /** Tomcat keeps no record of why a file could not be sent by the system. */
  private static Set<String> sendfile(Abort abort) {
    Set<String> codes = new HashSet<>(abort.whileWriting());
    codes.add("ABORTED/write");
    return codes;
  }

  private static void hangUp(String place, Abort abort, Connector connector, int port)
      throws Exception {
    try (Http1Client client = Http1Rows.connect(connector, port)) {
      client.get(Http1Rows.path(place), "Accept-Encoding: gzip").readHead();
      client.read(BEGINNING);
      abort.on(client);
      if (abort == Abort.STALL) {
        Thread.sleep(LONGER_THAN_A_TIMEOUT);
      }
    }
  }
}
