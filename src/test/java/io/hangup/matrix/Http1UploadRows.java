package io.hangup.matrix;

import io.hangup.fixture.Abort;
import io.hangup.fixture.Connector;
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
    return Stream.of(Abort.values())
        .flatMap(
            abort ->
                Stream.of(Framing.values())
                    .filter(framing -> framing == Framing.LENGTH || abort != Abort.STALL)
                    .flatMap(
                        framing ->
                            (abort == Abort.STALL ? PLACES_TO_STALL : PLACES)
                                .stream().flatMap(place -> rows(place, framing, abort))));
  }

  private static Stream<Row> rows(String place, Framing framing, Abort abort) {
    return Stream.of(Connector.values())
        .filter(abort::isPossible)
        .map(
            connector ->
                new Row(
                    Http1Rows.place(place),
                    abort.label()
                        + " in mid-body ("
                        + framing.name().toLowerCase(Locale.ROOT)
                        + ")",
                    connector,
                    abort.whileReading(connector),
                    port -> hangUp(place, framing, abort, connector, port)));
  }

  private static void hangUp(
      String place, Framing framing, Abort abort, Connector connector, int port) throws Exception {
    try (Http1Client client = Http1Rows.connect(connector, port)) {
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
      if (abort == Abort.HALF_CLOSE || abort == Abort.STALL) {
        readToTheEnd(client);
      }
    }
  }

  private static void readToTheEnd(Http1Client client) {
    try {
      client.readAll();
    } catch (IOException e) {
      // The server's end may be a reset: it leaves a body unread.
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
