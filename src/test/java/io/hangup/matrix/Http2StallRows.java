package io.hangup.matrix;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2Frame.Kind;
import java.util.ArrayList;
import java.util.List;

/** Rows of the matrix: clients over HTTP/2 that neither go on nor go away. */
final class Http2StallRows {
  /** The timeouts of {@link Connector}, and time for Tomcat to notice. */
  private static final long PATIENCE_MILLIS = 3_600;

  /** So much that the server never waits for it, nor overflows it (RFC 9113, section 6.9.1). */
  private static final int HUGE_WINDOW = Integer.MAX_VALUE - Http2Client.DEFAULT_WINDOW;

  private Http2StallRows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (Connector connector : Connector.values()) {
      rows.add(row(Http2Place.STREAM, "never opens the window", connector, Stall.CLOSED));
      rows.add(row(Http2Place.STREAM, "gives no window back", connector, Stall.SPENT));
      rows.add(row(Http2Place.STREAM, "opens the stream only", connector, Stall.CONNECTION_SPENT));
      rows.add(row(Http2Place.STREAM, "reads nothing", connector, Stall.DEAF));
      rows.add(row(Http2Place.UPLOAD_RAW, "stops sending", connector, Stall.MUTE));
    }
    for (Http2Place place :
        List.of(Http2Place.WRITER, Http2Place.SSE_COMPLETE, Http2Place.STREAM_UNCHECKED)) {
      rows.add(row(place, "gives no window back", Connector.NIO, Stall.SPENT));
      rows.add(row(place, "gives no window back", Connector.NIO2_TLS, Stall.SPENT));
    }
    for (Http2Place place : Http2Place.uploads()) {
      if (place != Http2Place.UPLOAD_RAW) {
        rows.add(row(place, "stops sending", Connector.NIO2, Stall.MUTE));
        rows.add(row(place, "stops sending", Connector.NIO_TLS, Stall.MUTE));
      }
    }
    return rows;
  }

  private static Row row(Http2Place place, String abort, Connector connector, Stall stall) {
    return new Row(
        "h2 " + place.path(),
        abort,
        connector,
        // The poller's timeout for the whole connection shows no direction.
        stall == Stall.DEAF ? Http2Place.ofConnection("STALLED") : place.ofStream("STALLED"),
        port -> {
          int window = stall == Stall.CLOSED ? 0 : Http2Client.DEFAULT_WINDOW;
          try (Http2Client client =
              Http2Client.over(Http2Rows.transport(connector, port), window)) {
            stall.stall(client, place);
          }
        });
  }

  /** What the client leaves undone. */
  private enum Stall {
    /** Not a byte of the body can be sent. */
    CLOSED {
      @Override
      void stall(Http2Client client, Http2Place place) throws Exception {
        client.read(Kind.RST_STREAM, place.request(client));
      }
    },

    /** The windows of the stream and of the connection are used up. */
    SPENT {
      @Override
      void stall(Http2Client client, Http2Place place) throws Exception {
        place.begin(client);
        Http2Rows.pause(PATIENCE_MILLIS);
      }
    },

    /** The connection's window is used up, which ends the connection. */
    CONNECTION_SPENT {
      @Override
      void stall(Http2Client client, Http2Place place) throws Exception {
        client.windowUpdate(place.begin(client), HUGE_WINDOW);
        Http2Rows.pause(PATIENCE_MILLIS);
      }
    },

    /** All windows are open, and the kernel's buffers fill up. */
    DEAF {
      @Override
      void stall(Http2Client client, Http2Place place) throws Exception {
        client.windowUpdate(0, HUGE_WINDOW);
        client.windowUpdate(place.begin(client), HUGE_WINDOW);
        Http2Rows.pause(PATIENCE_MILLIS);
      }
    },

    /** The rest of the body never comes. */
    MUTE {
      @Override
      void stall(Http2Client client, Http2Place place) throws Exception {
        place.begin(client);
        Http2Rows.pause(PATIENCE_MILLIS);
      }
    };

    abstract void stall(Http2Client client, Http2Place place) throws Exception;
  }
}
