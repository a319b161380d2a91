package io.hangup.matrix;

import io.hangup.fixture.Connection;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import java.io.IOException;

/** The ways in which a client hangs up on what is in progress on an HTTP/2 connection. */
enum Http2Abort {
  /** The client does not want the answer any more. */
  CANCEL("RST_STREAM CANCEL", false) {
    @Override
    void hangUp(Http2Client client, int stream) throws IOException {
      client.rstStream(stream, Http2ErrorCode.CANCEL);
    }
  },

  /** The client has what it wants. */
  NO_ERROR("RST_STREAM NO_ERROR", false) {
    @Override
    void hangUp(Http2Client client, int stream) throws IOException {
      client.rstStream(stream, Http2ErrorCode.NO_ERROR);
    }
  },

  /** The client has failed. */
  INTERNAL_ERROR("RST_STREAM INTERNAL_ERROR", false) {
    @Override
    void hangUp(Http2Client client, int stream) throws IOException {
      client.rstStream(stream, Http2ErrorCode.INTERNAL_ERROR);
    }
  },

  /** A good-bye while a request is in progress, and then the end, with {@code close_notify}. */
  GOAWAY("GOAWAY, closes", true) {
    @Override
    void hangUp(Http2Client client, int stream) throws IOException {
      client.goAway(Http2ErrorCode.NO_ERROR).close();
    }
  },

  /** The client's kernel resets the connection. */
  RST("TCP RST", true) {
    @Override
    void hangUp(Http2Client client, int stream) throws IOException {
      client.reset();
    }
  },

  /** The end in good order below HTTP/2: FIN, under TLS after {@code close_notify}. */
  CLOSE("closes", true) {
    @Override
    void hangUp(Http2Client client, int stream) throws IOException {
      client.close();
    }
  },

  /** FIN; under TLS it truncates. */
  FIN("FIN", true) {
    @Override
    void hangUp(Http2Client client, int stream) throws IOException {
      client.vanish();
    }
  };

  private final String text;
  private final boolean ofConnection;

  Http2Abort(String text, boolean ofConnection) {
    this.text = text;
    this.ofConnection = ofConnection;
  }

  abstract void hangUp(Http2Client client, int stream) throws IOException;

  /** Whether it ends all streams, by ending the connection below them. */
  boolean isOfConnection() {
    return ofConnection;
  }

  /** What it is called over {@code connection}. */
  String text(Connection connection) {
    return this == FIN && connection.isTls() ? "FIN without close_notify" : text;
  }
}
