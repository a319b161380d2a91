package io.hangup.matrix;

import io.hangup.fixture.Connector;
import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2Frame;
import io.hangup.fixture.Http2Frame.Kind;
import java.io.IOException;
import java.util.List;

/** Requests that are wrong: Tomcat logs what it found, and the client is there all the time. */
record RealErrorsMalformed(String name, Sender sender) {
  private static final String HOST = "Host: localhost\r\n";

  /** Sends a wrong request and waits for the answer. */
  interface Sender {
    void send(RealErrorsServer server) throws IOException;
  }

  static List<RealErrorsMalformed> all() {
    return List.of(
        http1("header without a colon", "GET / HTTP/1.1\r\n" + HOST + "Broken pipe\r\n\r\n"),
        http1("header name with a space", "GET / HTTP/1.1\r\n" + HOST + "Bro ken: 1\r\n\r\n"),
        http1("bad method", "G@T / HTTP/1.1\r\n" + HOST + "\r\n"),
        http1("bad target", "GET /{} HTTP/1.1\r\n" + HOST + "\r\n"),
        http1("bad protocol", "GET / HTTQ/1.1\r\n" + HOST + "\r\n"),
        http1("too large", "GET /" + "x".repeat(9000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
        http1("TLS on a plain port", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"),
        http2("WINDOW_UPDATE of 0", (client, stream) -> client.windowUpdate(stream, 0)),
        http2("window too large", (client, stream) -> client.windowUpdate(stream, 0x7fffffff)),
        http2("PRIORITY of a wrong size", RealErrorsMalformed::wrongSize));
  }

  private static RealErrorsMalformed http1(String name, String request) {
    return new RealErrorsMalformed(
        "http/1.1 " + name,
        server -> {
          try (Http1Client client = Http1Client.plain(server.port(Connector.NIO))) {
            client.write(request).readAll();
          } catch (IOException e) {
            // Tomcat has answered, and resets because of what it has not read.
          }
        });
  }

  /** An HTTP/2 protocol error on a stream whose request the server is still working on. */
  private interface Http2Sender {
    void send(Http2Client client, int stream) throws IOException;
  }

  private static RealErrorsMalformed http2(String name, Http2Sender sender) {
    return new RealErrorsMalformed(
        "h2 " + name,
        server -> {
          try (Http2Client client = Http2Client.plain(server.port(Connector.NIO))) {
            sender.send(client, client.get(RealErrorsServer.CONTEXT + "/slow"));
            client.readAll(client.get(RealErrorsServer.CONTEXT + "/none"));
          } catch (IOException e) {
            // Tomcat has ended the stream, or the connection.
          }
        });
  }

  private static void wrongSize(Http2Client client, int stream) throws IOException {
    client.send(new Http2Frame(Kind.PRIORITY, 0, stream, new byte[3]));
  }

  RealErrorsConsole run(RealErrorsServer server) throws Exception {
    sender.send(server);
    return server.takeUntil("\n");
  }
}
