package io.hangup.matrix;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Patience;
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
import java.net.SocketException;

/** A real error of the application's: what fails, what becomes of it, and who asked for it. */
record RealErrorsCase(RealError error, Way way, ClientState state, Place place) {
  private static final int PATIENCE_MILLIS = (int) Patience.EVENT.toMillis();
  private static final int NIO2_MILLIS = 15;
  private static final int HTTP2_MILLIS = 40;

  /** Where the application fails. */
  enum Place {
    SERVLET(Connector.NIO),
    SERVLET_NIO2(Connector.NIO2),
    SERVLET_TLS(Connector.NIO_TLS),
    SERVLET_NIO2_TLS(Connector.NIO2_TLS),
    SERVLET_H2(Connector.NIO),
    SERVLET_H2_NIO2(Connector.NIO2),
    ON_MESSAGE(Connector.NIO),
    ON_MESSAGE_NIO2(Connector.NIO2),
    ON_MESSAGE_PRINTING(Connector.NIO);

    private final Connector connector;

    Place(Connector connector) {
      this.connector = connector;
    }

    Connector connector() {
      return connector;
    }

    boolean isWebSocket() {
      return name().startsWith("ON_MESSAGE");
    }

    boolean isHttp2() {
      return name().startsWith("SERVLET_H2");
    }
  }

  /** What a client does next. */
  private interface Step {
    void run() throws IOException;
  }

  /**
   * A client that has asked.
   *
   * @param await waits for the answer, or says good-bye
   * @param reset hangs up
   */
  private record Asked(Closeable connector, Step await, Step reset) implements Closeable {
    @Override
    public void close() throws IOException {
      connector.close();
    }
  }

  String name() {
    return place + " | " + error + " | " + way + " | client " + state;
  }

  /** What {@code server} logs and prints for it. */
  RealErrorsConsole run(RealErrorsServer server, RealErrorsBackend backend) throws Exception {
    int number = server.nextNumber();
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
      try (Asked client = ask(server.port(place.connector), task)) {
        if (state == ClientState.THERE) {
          client.await.run();
        } else {
          try (Socket waiting = gate.accept()) {
            waiting.getInputStream().read();
            client.reset.run();
            letServerNotice();
          }
        }
      }
    }
    RealErrorsConsole console = server.takeUntil("END " + number + "\n");
    return place.isWebSocket() && state != ClientState.THERE ? console.withoutHangUps() : console;
  }

  private Asked ask(int port, String task) throws IOException, InterruptedException {
    Transport transport = place.connector.isTls() ? Transport.tls(port) : Transport.plain(port);
    letServerWait();
    if (place.isWebSocket()) {
      boolean prints = place == Place.ON_MESSAGE_PRINTING;
      return webSocket(transport, prints ? "/real/print-socket" : "/real/fail-socket", task);
    }
    String path = "/real/fail?" + task;
    return place.isHttp2() ? http2(transport, path) : http1(transport, path);
  }

  /** With NIO2, the trace shows whether there was anything to read when the server asked. */
  private void letServerWait() throws InterruptedException {
    if (place.connector.isNio2()) {
      Thread.sleep(NIO2_MILLIS);
    }
  }

  /** With HTTP/2, Tomcat reads while the application works: it is to have heard of it before. */
  private void letServerNotice() throws InterruptedException {
    if (place.isHttp2()) {
      Thread.sleep(HTTP2_MILLIS);
    }
  }

  private Asked webSocket(Transport transport, String path, String task)
      throws IOException, InterruptedException {
    RudeClient client = RudeClient.webSocket(transport, path);
    letServerWait();
    client.send(task);
    return new Asked(client, () -> sayGoodBye(client), client::reset);
  }

  /** Tomcat may be faster, and reset what it has closed: that is no part of the case. */
  private static void sayGoodBye(RudeClient client) throws IOException {
    try {
      client.sayGoodBye(1000);
    } catch (SocketException e) {
      client.close();
    }
  }

  private Asked http1(Transport transport, String path) throws IOException {
    Http1Client client = Http1Client.over(transport);
    String body =
        error == RealError.BAD_CHUNK ? "Transfer-Encoding: chunked\r\n\r\nzz\r\n" : "\r\n";
    client.write("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + body);
    return new Asked(client, client::readAll, client::reset);
  }

  private Asked http2(Transport transport, String path) throws IOException, InterruptedException {
    Http2Client client = Http2Client.over(transport, Http2Client.DEFAULT_WINDOW);
    letServerWait();
    int stream = client.get(path);
    return new Asked(client, () -> client.readAll(stream), client::reset);
  }
}
