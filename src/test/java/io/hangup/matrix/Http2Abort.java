package io.hangup.matrix;

import io.hangup.fixture.Abort;
import io.hangup.fixture.Connector;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import java.io.IOException;

/** The ways in which a client hangs up on what is in progress on an HTTP/2 connection. */
@SuppressWarnings("ImmutableEnumChecker") // What its lambdas capture is immutable.
enum Http2Abort {
  /** The client does not want the answer any more. */
  CANCEL(Http2ErrorCode.CANCEL),

  /** The client has what it wants. */
  NO_ERROR(Http2ErrorCode.NO_ERROR),

  /** The client has failed. */
  INTERNAL_ERROR(Http2ErrorCode.INTERNAL_ERROR),

  /** A good-bye while a request is in progress, and then the end, with {@code close_notify}. */
  GOAWAY(
      "GOAWAY, closes", true, (client, stream) -> client.goAway(Http2ErrorCode.NO_ERROR).close()),

  /** The client's kernel resets the connection. */
  RST(Abort.RESET),

  /** The end in good order below HTTP/2: FIN, under TLS after {@code close_notify}. */
  CLOSE("closes", true, (client, stream) -> client.close()),

  /** FIN; under TLS it truncates. */
  FIN(Abort.VANISH);

  private final String label;
  private final boolean ofConnection;
  private final Deed deed;

  Http2Abort(Http2ErrorCode code) {
    this("RST_STREAM " + code, false, (client, stream) -> client.rstStream(stream, code));
  }

  Http2Abort(Abort abort) {
    this(abort.label(), true, (client, stream) -> abort.on(client));
  }

  Http2Abort(String label, boolean ofConnection, Deed deed) {
    this.label = label;
    this.ofConnection = ofConnection;
    this.deed = deed;
  }

  void hangUp(Http2Client client, int stream) throws IOException {
    deed.on(client, stream);
  }

  /** Whether it ends all streams, by ending the connection below them. */
  boolean isOfConnection() {
    return ofConnection;
  }

  /** What a row of a table calls it, over {@code connector}. */
  String label(Connector connector) {
    return this == FIN && connector.isTls() ? "FIN without close_notify" : label;
  }

  private interface Deed {
    void on(Http2Client client, int stream) throws IOException;
  }
}
