package io.hangup.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hangup.fixture.Http2Frame;
import io.hangup.fixture.Http2Frame.Flag;
import io.hangup.fixture.Http2Frame.Kind;
import io.hangup.fixture.Http2HeaderBlock;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** HTTP/2 without TLS, several streams on each connection: an answer ends with a DATA frame. */
final class Streams implements Dialect {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int HEAD_BYTES = 9;
  private static final int DATA = 0;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int CANCEL = 8;

  private final int width;
  private final byte[] headers;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
  private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
  private int stream = -1;
  private int payloadLeft;

  private Streams(int width, String path) {
    this.width = width;
    headers =
        new Http2HeaderBlock()
            .field(":method", "GET")
            .field(":scheme", "http")
            .field(":authority", "localhost")
            .field(":path", path)
            .toBytes();
  }

  /** Asks for {@code path} on {@code width} streams at a time. */
  static Streams get(int width, String path) {
    return new Streams(width, path);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public byte[] hello() {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    hello.writeBytes(PREFACE);
    hello.writeBytes(new Http2Frame(Kind.SETTINGS, 0, 0, new byte[0]).bytes());
    hello.writeBytes(ofInt(Kind.WINDOW_UPDATE, 0, Integer.MAX_VALUE - 0xffff));
    for (int i = 0; i < width; i++) {
      hello.writeBytes(next());
    }
    return hello.toByteArray();
  }

  @Override
  public byte[] next() {
    stream += 2;
    return new Http2Frame(Kind.HEADERS, Flag.END_HEADERS | Flag.END_STREAM, stream, headers)
        .bytes();
  }

  /** The streams that are open are the last ones. */
  @Override
  public byte[] abort() {
    ByteArrayOutputStream resets = new ByteArrayOutputStream();
    for (int i = 0; i < width; i++) {
      resets.writeBytes(ofInt(Kind.RST_STREAM, stream - 2 * i, CANCEL));
    }
    return resets.toByteArray();
  }

  private static byte[] ofInt(Kind kind, int stream, int value) {
    return new Http2Frame(kind, 0, stream, ByteBuffer.allocate(4).putInt(value).array()).bytes();
  }

  /** Of a payload nothing is of use but that of a PING, whose answer has the same. */
  @Override
  public int answers(ByteBuffer received) {
    int answers = 0;
    while (received.hasRemaining()) {
      if (payloadLeft > 0) {
        int skipped = Math.min(payloadLeft, received.remaining());
        received.position(received.position() + skipped);
        payloadLeft -= skipped;
        continue;
      }
      head.put(received.get());
      if (!head.hasRemaining()) {
        answers += frame(head.getInt(0) >>> 8, head.get(3), head.get(4));
        head.clear();
      }
    }
    return answers;
  }

  private int frame(int length, int kind, int flags) {
    payloadLeft = length;
    if (kind == GOAWAY) {
      throw new IllegalStateException("GOAWAY: the server has had enough of this connection");
    }
    if (kind == SETTINGS && (flags & Flag.ACK) == 0) {
      replies.writeBytes(new Http2Frame(Kind.SETTINGS, Flag.ACK, 0, new byte[0]).bytes());
    }
    if (kind == PING && (flags & Flag.ACK) == 0) {
      // Tomcat's are of zeros, and it does not look.
      replies.writeBytes(new Http2Frame(Kind.PING, Flag.ACK, 0, new byte[8]).bytes());
    }
    return kind == DATA && length > 0 ? 1 : 0;
  }

  @Override
  public byte[] reply() {
    byte[] reply = replies.toByteArray();
    replies.reset();
    return reply;
  }
}
