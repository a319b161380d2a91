package io.hangup.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * HTTP/1.1 and WebSocket: each answer of the application ends with a tilde, which nothing else has.
 */
final class Lines implements Dialect {
  private static final byte END = '~';
  private static final byte PING = (byte) 0x89;
  private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};
  private static final byte[] MESSAGE = {
    (byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'e', 'c', 'h', 'o', '~'
  };
  private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xe8};

  private final byte[] hello;
  private final byte[] next;
  private int pings;

  private Lines(byte[] hello, byte[] next) {
    this.hello = hello;
    this.next = next;
  }

  /** Asks for {@code path}, again and again. */
  static Lines get(String path) {
    byte[] request = request(path, "");
    return new Lines(request, request);
  }

  /** Opens a WebSocket, and sends it text. */
  static Lines webSocket(String path) {
    return new Lines(
        request(
            path,
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
        MESSAGE);
  }

  private static byte[] request(String path, String fields) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n")
        .getBytes(US_ASCII);
  }

  @Override
  public byte[] bye() {
    return next == MESSAGE ? CLOSE : new byte[0];
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public byte[] hello() {
    return hello;
  }

  @Override
  public byte[] next() {
    return next;
  }

  @Override
  public int answers(ByteBuffer received) {
    int answers = 0;
    while (received.hasRemaining()) {
      byte each = received.get();
      answers += each == END ? 1 : 0;
      pings += each == PING ? 1 : 0;
    }
    return answers;
  }

  @Override
  public byte[] reply() {
    byte[] reply = pings == 0 ? new byte[0] : PONG;
    pings = 0;
    return reply;
  }
}
