package io.hangup.matrix;

import io.hangup.fixture.Connection;
import io.hangup.fixture.Http1Client;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Hang-ups in the middle of a request's body. */
final class Http1UploadRows {
  private static final List<String> PLACES =
      List.of("upload-raw", "upload-multipart", "upload-form", "upload-listener");

  /** One for each way of reading: a stall takes as long as Tomcat's patience. */
  private static final List<String> PLACES_TO_STALL =
      List.of("upload-raw", "upload-multipart", "upload-listener");

  /** How the body's end is known (RFC 9112, section 6). */
  private enum Framing {
    LENGTH("Content-Length: 1000000", ""),
    CHUNKED("Transfer-Encoding: chunked", "100000\r\n");

    private final String header;
    private final String prefix;

    Framing(String header, String prefix) {
      this.header = header;
      this.prefix = prefix;
    }
  }

  private Http1UploadRows() {}

  static Stream<Row> all() {
    return Stream.of(Http1BodyAbort.values())
        .flatMap(
            abort ->
                Stream.of(Framing.values())
                    .filter(framing -> framing == Framing.LENGTH || !abort.isSlow())
                    .flatMap(
                        framing ->
                            (abort.isSlow() ? PLACES_TO_STALL : PLACES)
                                .stream().flatMap(place -> rows(place, framing, abort))));
  }

  private static Stream<Row> rows(String place, Framing framing, Http1BodyAbort abort) {
    return Stream.of(Connection.values())
        .filter(abort::happensOn)
        .map(
            connection ->
                new Row(
                    Http1Rows.place(place),
                    abort.words() + " (" + framing.name().toLowerCase(Locale.ROOT) + ")",
                    connection,
                    abort.expected(connection),
                    port -> hangUp(place, framing, abort, connection, port)));
  }

  private static void hangUp(
      String place, Framing framing, Http1BodyAbort abort, Connection connection, int port)
      throws Exception {
    try (Http1Client client = Http1Rows.connect(connection, port)) {
      client.request(
          "POST",
          Http1Rows.path(place),
          framing.header,
          "Content-Type: " + contentType(place),
          "Expect: 100-continue");
      if (!client.readHead().startsWith("HTTP/1.1 100")) {
        throw new IOException("No invitation");
      }
      client.write(framing.prefix + beginning(place));
      abort.on(client);
    }
  }

  private static String contentType(String place) {
    return switch (place) {
      case "upload-multipart" -> "multipart/form-data; boundary=b";
      case "upload-form" -> "application/x-www-form-urlencoded";
      default -> "application/octet-stream";
    };
  }

  private static String beginning(String place) {
    String start =
        place.equals("upload-multipart")
            ? "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n"
            : "a=";
    return start + "half".repeat(1000);
  }
}
