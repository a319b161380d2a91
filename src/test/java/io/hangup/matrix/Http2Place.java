package io.hangup.matrix;

import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2Frame;
import io.hangup.fixture.Http2Frame.Kind;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the application does with a stream of HTTP/2 while its client hangs up. */
enum Http2Place {
  STREAM("stream"),
  STREAM_SERVLET_EXCEPTION("stream-servlet-exception"),
  STREAM_UNCHECKED("stream-unchecked"),
  STREAM_OWN("stream-own"),
  STREAM_TWICE("stream-twice"),
  STREAM_LOGGED("stream-logged"),
  STREAM_PRINTED("stream-printed"),
  WRITER("writer"),
  FORWARD("forward"),
  INCLUDE("include"),
  ERROR_PAGE("error-page"),
  STATIC("static"),
  STATIC_COPIED("static-copied"),
  COMPRESSED("compressed", "accept-encoding: gzip"),
  WRITE_LISTENER("write-listener"),
  SSE_COMPLETE("sse-complete"),
  SSE_WAIT("sse-wait"),
  SSE_RETHROW("sse-rethrow"),
  SSE_DISPATCH("sse-dispatch"),
  SSE_LOGGED("sse-logged"),
  SSE_STARTING("sse-starting"),
  UPLOAD_RAW("upload-raw"),
  UPLOAD_MULTIPART("upload-multipart", "content-type: multipart/form-data; boundary=b"),
  /** With a length: 10.1.31 reads no form without one over HTTP/2. */
  UPLOAD_FORM(
      "upload-form", "content-type: application/x-www-form-urlencoded", "content-length: 100000"),
  UPLOAD_LISTENER("upload-listener");

  /** More than the 1,024 bytes that Tomcat gives back no window for. */
  private static final String FIRST_PART = "x".repeat(4000);

  private static final long NEXT_READ_MILLIS = 30;

  private final String path;

  /** Further header fields that the request needs, a line each. */
  private final String headers;

  Http2Place(String path, String... headers) {
    this.path = path;
    this.headers = String.join("\n", headers);
  }

  static Http2Place[] uploads() {
    return Stream.of(values()).filter(Http2Place::isUpload).toArray(Http2Place[]::new);
  }

  String path() {
    return path;
  }

  boolean isUpload() {
    return name().startsWith("UPLOAD");
  }

  private boolean isAsynchronous() {
    return name().startsWith("SSE") || name().endsWith("LISTENER");
  }

  /** Sends the request, or its head, and returns its stream. */
  int request(Http2Client client) throws IOException {
    String uri = MatrixServer.CONTEXT + "/http/" + path;
    String[] fields = headers.lines().toArray(String[]::new);
    return isUpload() ? client.open("POST", uri, fields) : client.get(uri, fields);
  }

  /** Sends the request, and returns its stream when the server is in the middle of a body. */
  int begin(Http2Client client) throws IOException, InterruptedException {
    int stream = request(client);
    if (isUpload()) {
      client.data(stream, prologue() + FIRST_PART).read(Kind.WINDOW_UPDATE, stream);
      // Between two reads, a reset looks to Tomcat like the end of the body.
      Http2Rows.pause(NEXT_READ_MILLIS);
    } else {
      readUnended(client, stream);
      if (isAsynchronous()) {
        // One more: by now the request's first thread has gone back to its pool.
        readUnended(client, stream);
      }
    }
    return stream;
  }

  private static void readUnended(Http2Client client, int stream) throws IOException {
    Http2Frame data = client.read(Kind.DATA, stream);
    if (data.endsStream()) {
      throw new IOException("Not in the middle of a body: " + data);
    }
  }

  private String prologue() {
    return switch (this) {
      case UPLOAD_FORM -> "field=";
      case UPLOAD_MULTIPART ->
          "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
      default -> "";
    };
  }

  /**
   * The codes that tell of a stream's end here. Where the application has given its thread back,
   * whoever reads the client's frames may notice before it writes.
   */
  Set<String> ofStream(String kind) {
    if (isAsynchronous()) {
      return Set.of(kind + "/read", kind + "/write");
    }
    if (this == STATIC) {
      // Nobody wakes the thread that waits to send more of the file, until the connection ends.
      return Set.of(kind + "/read", kind + "/write", "CONNECTION_CLOSED/write");
    }
    return Set.of(kind + (isUpload() ? "/read" : "/write"));
  }

  /** The codes that tell of the connection's end: it is always read from, and written to. */
  static Set<String> ofConnection(String... kinds) {
    return Stream.of(kinds)
        .flatMap(kind -> Stream.of(kind + "/read", kind + "/write"))
        .collect(Collectors.toSet());
  }
}
