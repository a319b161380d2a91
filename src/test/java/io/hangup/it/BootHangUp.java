package io.hangup.it;

import io.hangup.fixture.Http1Client;
import io.hangup.fixture.Http2Client;
import io.hangup.fixture.Http2ErrorCode;
import io.hangup.fixture.Http2Frame.Kind;
import io.hangup.fixture.RudeClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.util.regex.Pattern;

/** How clients hang up on what Spring has of its own, and what Hangup's line says of it. */
@SuppressWarnings("ImmutableEnumChecker") // What its lambdas capture is nothing.
enum BootHangUp {
  /** In the middle of an {@code SseEmitter}'s events. */
  EVENTS(port -> resetHttp1(port, "/events"), "RESET write http/1.1", "/events"),
  EVENTS_H2(
      port -> cancelHttp2(port, "/events"), "(STREAM_RESET|CONNECTION_CLOSED) .* h2", "/events"),
  /** In the middle of a {@code StreamingResponseBody}. */
  STREAM(port -> resetHttp1(port, "/stream"), "RESET write http/1.1", "/stream"),
  STREAM_H2(
      port -> cancelHttp2(port, "/stream"), "(STREAM_RESET|CONNECTION_CLOSED) .* h2", "/stream"),
  /** In the middle of what a filter writes, outside of Spring MVC. */
  EXPORT(port -> resetHttp1(port, "/export"), "RESET write http/1.1", "/export"),
  EXPORT_H2(
      port -> cancelHttp2(port, "/export"), "(STREAM_RESET|CONNECTION_CLOSED) .* h2", "/export"),
  /** On a {@code WebSocketHandler} that is not writing. */
  SOCKET_IDLE(port -> talk(port, "hello").reset(), "RESET read websocket", "/talk"),
  /** With a FIN, and no close frame. */
  SOCKET_VANISHED(port -> talk(port, "hello").vanish(), "EOF read websocket", "/talk"),
  /** On one that writes. */
  SOCKET_WRITTEN(
      port -> talk(port, "flood").reset(), "(RESET|BROKEN_PIPE) write websocket", "/talk"),
  /**
   * On a STOMP session that listens to a busy topic: a write may take the reset, and leave an end.
   */
  STOMP(BootHangUp::resetStomp, "((RESET|BROKEN_PIPE) (read|write)|EOF read) websocket", "/stomp");

  /** Events come every few milliseconds. */
  private static final long UNTIL_WRITTEN_MILLIS = 100;

  private final Client client;
  private final Pattern line;

  BootHangUp(Client client, String what, String endpoint) {
    this.client = client;
    line =
        Pattern.compile(
            "DEBUG io\\.hangup\\.disconnect : "
                + what
                + " \\[.*"
                + "\\] endpoint \\["
                + endpoint
                + "\\] .*",
            Pattern.DOTALL);
  }

  /** Hangs up on the application at {@code port}, in the middle of what it does for the client. */
  void on(int port) throws IOException {
    client.hangUp(port);
  }

  /**
   * Whether an application on {@code boot} hears of each end. With Tomcat 10.1.55 some responses go
   * on for ever after a RST_STREAM, with Hangup and without: then nothing has ended that could be
   * told of.
   */
  boolean isAlwaysHeardOf(String boot) {
    return boot.startsWith("4") || (this != EVENTS_H2 && this != STREAM_H2);
  }

  /** Whether not each makes noise without Hangup: it takes a write in the moment of the reset. */
  boolean isNoisyAtTimes(String boot) {
    return this == EVENTS_H2 && !isAlwaysHeardOf(boot);
  }

  /** Whether {@code record} is the line of such a hang-up. */
  boolean isToldBy(String record) {
    return line.matcher(record).matches();
  }

  private static void resetHttp1(int port, String path) throws IOException {
    try (Http1Client client = Http1Client.plain(port)) {
      client.get(path).readHead();
      client.read(1);
      client.reset();
    }
  }

  private static void cancelHttp2(int port, String path) throws IOException {
    try (Http2Client client = Http2Client.plain(port)) {
      int stream = client.get(path);
      client.read(Kind.DATA, stream);
      client.rstStream(stream, Http2ErrorCode.CANCEL);
      awaitHeard(client);
    }
  }

  /**
   * What comes after the reset is answered after it, whatever is left of the windows. The
   * connection stays for a little longer, so that the application writes to the stream, and not to
   * a connection that has gone as well.
   */
  private static void awaitHeard(Http2Client client) throws IOException {
    try {
      client.windowUpdate(0, Http2Client.DEFAULT_WINDOW).ping();
      Thread.sleep(UNTIL_WRITTEN_MILLIS);
      client.ping();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    } catch (EOFException | SocketException e) {
      // Without Hangup too: to a stream that is reset while an asynchronous request's last bytes
      // are flushed (AsyncStateMachine.asyncPostProcess), Tomcat closes the whole connection.
    }
  }

  private static RudeClient talk(int port, String message) throws IOException {
    RudeClient client = RudeClient.webSocket(port, "/talk");
    client.send(message).read();
    return client;
  }

  private static void resetStomp(int port) throws IOException {
    try (RudeClient client = RudeClient.webSocket(port, "/stomp")) {
      client.send("CONNECT\naccept-version:1.2\n\n\0").read();
      client.send("SUBSCRIBE\nid:0\ndestination:/topic/ticks\n\n\0").read();
      client.reset();
    }
  }

  private interface Client {
    void hangUp(int port) throws IOException;
  }
}
