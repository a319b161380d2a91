package io.hangup.matrix;

import static io.hangup.fixture.Connector.NIO;
import static io.hangup.fixture.Connector.NIO2;
import static io.hangup.fixture.Connector.NIO2_TLS;
import static io.hangup.fixture.Connector.NIO_TLS;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows of the matrix: HTTP/2, with prior knowledge and over TLS. */
final class Http2Rows {
  /** How long a connection outlives a stream that was reset: its end would be another story. */
  private static final long LINGER_MILLIS = 250;

  private static final int STREAMS = 3;

  private Http2Rows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    everyAbortInTheCorePlaces(rows);
    everyPlace(rows);
    severalStreams(rows);
    rows.addAll(Http2StallRows.all());
    return rows;
  }

  private static void everyAbortInTheCorePlaces(List<Row> rows) {
    for (Http2Place place :
        List.of(Http2Place.STREAM, Http2Place.SSE_COMPLETE, Http2Place.UPLOAD_RAW)) {
      for (Http2Abort abort : Http2Abort.values()) {
        for (Connector connector : Connector.values()) {
          rows.add(row(place, abort, connector));
        }
      }
    }
  }

  /** The other places: a stream and a connection that end, each over two of the connections. */
  private static void everyPlace(List<Row> rows) {
    for (Http2Place place : Http2Place.values()) {
      if (place != Http2Place.STREAM
          && place != Http2Place.SSE_COMPLETE
          && place != Http2Place.UPLOAD_RAW) {
        rows.add(row(place, Http2Abort.CANCEL, NIO));
        rows.add(row(place, Http2Abort.CANCEL, NIO2_TLS));
        rows.add(row(place, Http2Abort.RST, NIO2));
        rows.add(row(place, Http2Abort.RST, NIO_TLS));
        rows.add(row(place, Http2Abort.FIN, NIO));
        rows.add(row(place, Http2Abort.GOAWAY, NIO2_TLS));
      }
    }
  }

  private static Row row(Http2Place place, Http2Abort abort, Connector connector) {
    return new Row(
        "h2 " + place.path(),
        abort.label(connector),
        connector,
        codes(place, abort, connector),
        port -> {
          try (Http2Client client = connect(connector, port)) {
            abort.hangUp(client, place.begin(client));
            if (!abort.isOfConnection()) {
              pause(LINGER_MILLIS);
            }
          }
        });
  }

  /** Whoever is first to notice says which of the names a truncated TLS connection gets. */
  private static Set<String> codes(Http2Place place, Http2Abort abort, Connector connector) {
    if (!abort.isOfConnection()) {
      return place.ofStream("STREAM_RESET");
    }
    return abort == Http2Abort.FIN && connector.isTls()
        ? Http2Place.ofConnection("CONNECTION_CLOSED", "TLS_TRUNCATED")
        : Http2Place.ofConnection("CONNECTION_CLOSED");
  }

  /** Each request that was cut off is a hang-up. */
  private static void severalStreams(List<Row> rows) {
    for (Http2Place place : List.of(Http2Place.STREAM, Http2Place.SSE_COMPLETE)) {
      for (Http2Abort abort : List.of(Http2Abort.RST, Http2Abort.FIN, Http2Abort.GOAWAY)) {
        for (Connector connector : Connector.values()) {
          rows.add(
              new Row(
                  "h2 " + STREAMS + " x " + place.path(),
                  abort.label(connector),
                  connector,
                  codes(place, abort, connector),
                  STREAMS,
                  port -> hangUpOnSeveral(place, abort, connector, port)));
        }
      }
    }
  }

  private static void hangUpOnSeveral(
      Http2Place place, Http2Abort abort, Connector connector, int port)
      throws IOException, InterruptedException {
    try (Http2Client client = connect(connector, port)) {
      int stream = 0;
      client.windowUpdate(0, STREAMS * Http2Client.DEFAULT_WINDOW);
      for (int i = 0; i < STREAMS; i++) {
        stream = place.begin(client);
      }
      abort.hangUp(client, stream);
    }
  }

  static Http2Client connect(Connector connector, int port) throws IOException {
    return connector.isTls() ? Http2Client.tls(port) : Http2Client.plain(port);
  }

  static Transport transport(Connector connector, int port) throws IOException {
    return connector.isTls() ? Transport.tls(port, "h2") : Transport.plain(port);
  }

  static void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
