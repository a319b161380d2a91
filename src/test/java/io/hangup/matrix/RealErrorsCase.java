package io.hangup.matrix;

import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.Transport;
import io.hangup.matrix.real.ClientState;
import io.hangup.matrix.real.RealError;
import io.hangup.matrix.real.Way;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A real error of the application's: what fails, what becomes of it, and who asked for it. */
record RealErrorsCase(RealError error, Way way, ClientState state, Place place) {
  private static final int PATIENCE_MILLIS = 20_000;

  /** Where the application fails. */
  enum Place {
    SERVLET(Connection.NIO),
    SERVLET_NIO2(Connection.NIO2),
    SERVLET_TLS(Connection.NIO_TLS),
    SERVLET_NIO2_TLS(Connection.NIO2_TLS),
    SERVLET_H2(Connection.NIO),
    SERVLET_H2_NIO2(Connection.NIO2),
    ON_MESSAGE(Connection.NIO),
    ON_MESSAGE_NIO2(Connection.NIO2),
    ON_MESSAGE_PRINTING(Connection.NIO);

    private final Connection connection;

    Place(Connection connection) {
      this.connection = connection;
    }

    boolean isWebSocket() {
      return name().startsWith("ON_MESSAGE");
    }

    boolean isHttp2() {
      return name().startsWith("SERVLET_H2");
    }
  }

  /** A client that has asked. */
  private interface Asked extends Closeable {
    /** Hangs up. */
    void reset() throws IOException;

    /** Waits for the answer, or says good-bye. */
    @Override
    void close() throws IOException;
  }

  String name() {
    return place + " | " + error + " | " + way + " | client " + state;
  }

  /** What {@code server} logs and prints for it. */
  RealErrorsConsole run(RealErrorsServer server, RealErrorsBackend backend, int number)
      throws Exception {
    try (ServerSocket gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gate.setSoTimeout(PATIENCE_MILLIS);
      String task =
          String.join(
              ",",
              Integer.toString(number),
              error.name(),
              way.name(),
              state.name(),
              Integer.toString(backend.port(error.manner())),
              Integer.toString(gate.getLocalPort()));
      try (Asked client = ask(server.port(place.connection), task)) {
        if (state != ClientState.THERE) {
          try (Socket waiting = gate.accept()) {
            waiting.getInputStream().read();
            client.reset();
          }
        }
      }
    }
    RealErrorsConsole console = RealErrorsConsole.of(server.takeUntil("END " + number + "\n"));
    return place.isWebSocket() && state != ClientState.THERE ? console.withoutHangUps() : console;
  }

  private Asked ask(int port, String task) throws IOException {
    if (place.isWebSocket()) {
      boolean prints = place == Place.ON_MESSAGE_PRINTING;
      return webSocket(port, prints ? "/real/print-socket" : "/real/fail-socket", task);
    }
    Transport transport =
        place.connection.isTls()
            ? place.isHttp2() ? Transport.tls(port, "h2") : Transport.tls(port)
            : Transport.plain(port);
    return place.isHttp2()
        ? http2(transport, "/real/fail?" + task)
        : http1(transport, "/real/fail?" + task);
  }

  private static Asked webSocket(int port, String path, String task) throws IOException {
    RudeClient client = RudeClient.webSocket(port, path).send(task);
    return new Asked() {
      private boolean gone;

      @Override
      public void reset() throws IOException {
        gone = true;
        client.reset();
      }

      @Override
      public void close() throws IOException {
        if (!gone) {
          client.sayGoodBye(1000);
        }
      }
    };
  }

  private Asked http1(Transport transport, String path) throws IOException {
    Http1Client client = Http1Client.over(transport);
    String body =
        error == RealError.BAD_CHUNK ? "Transfer-Encoding: chunked\r\n\r\nzz\r\n" : "\r\n";
    client.write("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + body);
    return new Asked() {
      private boolean gone;

      @Override
      public void reset() throws IOException {
        gone = true;
        client.reset();
      }

      @Override
      public void close() throws IOException {
        if (!gone) {
          client.readAll();
          client.close();
        }
      }
    };
  }

  private static Asked http2(Transport transport, String path) throws IOException {
    Http2Client client = Http2Client.over(transport, Http2Client.DEFAULT_WINDOW);
    int stream = client.get(path);
    return new Asked() {
      private boolean gone;

      @Override
      public void reset() throws IOException {
        gone = true;
        client.reset();
      }

      @Override
      public void close() throws IOException {
        if (!gone) {
          client.readAll(stream);
          client.close();
        }
      }
    };
  }
}
