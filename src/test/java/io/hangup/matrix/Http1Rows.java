package io.hangup.matrix;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Rows of the matrix. */
final class Http1Rows {
  private Http1Rows() {}

  static List<Row> all() {
    return Stream.concat(Http1ResponseRows.all(), Http1UploadRows.all()).toList();
  }

  static String place(String path) {
    return "http/1.1 " + path;
  }

  static String path(String place) {
    return MatrixServer.CONTEXT + "/http/" + place;
  }

  static Http1Client connect(Connector connector, int port) throws IOException {
    return connector.isTls() ? Http1Client.tls(port) : Http1Client.plain(port);
  }
}
