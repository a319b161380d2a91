package io.hangup.internal.scan;

import java.nio.charset.StandardCharsets;

/** Docker's {@code json-file}: {@code {"log":"...\n","stream":"stderr","time":"..."}}. */
final class DockerEnvelope implements Envelope {
  private static final byte[] BEGINNING = Bytes.of("{\"log\":\"");
  private static final byte[] STDERR = Bytes.of("\"stream\":\"stderr\"");

  /** How many digits there are after {@code \\u}. */
  private static final int HEX = 4;

  private byte[] own = new byte[1024];

  @Override
  public boolean unwrap(Line line) {
    if (!line.startsWith(BEGINNING)) {
      return false;
    }
    int start = line.start + BEGINNING.length;
    int end = start;
    boolean isEscaped = false;
    while (end < line.end && line.bytes[end] != '"') {
      if (line.bytes[end] == '\\') {
        isEscaped |=
            end + 2 >= line.end || line.bytes[end + 2] != '"' || line.bytes[end + 1] != 'n';
        end++;
      }
      end++;
    }
    end = Math.min(end, line.end);
    line.stream = Bytes.indexOf(line.bytes, end, line.end, STDERR) < 0 ? 0 : 1;
    if (isEscaped) {
      unescape(line, start, end);
    } else {
      line.start = start;
      line.end = end;
      line.partial = !endsWithNewLine(line);
      line.end -= line.partial ? 0 : 2;
    }
    dropCarriageReturn(line);
    return true;
  }

  private static boolean endsWithNewLine(Line line) {
    return line.length() >= 2
        && line.bytes[line.end - 2] == '\\'
        && line.bytes[line.end - 1] == 'n';
  }

  private static void dropCarriageReturn(Line line) {
    if (!line.partial && line.length() > 0 && line.bytes[line.end - 1] == '\r') {
      line.end--;
    }
  }

  private void unescape(Line line, int start, int end) {
    if (own.length < end - start) {
      own = new byte[2 * (end - start)];
    }
    int to = 0;
    int at = start;
    while (at < end) {
      byte b = line.bytes[at++];
      if (b != '\\' || at == end) {
        own[to++] = b;
        continue;
      }
      byte escaped = line.bytes[at++];
      if (escaped == 'u' && at + HEX <= end) {
        to = put(hex(line.bytes, at), to);
        at += HEX;
      } else {
        own[to++] = plain(escaped);
      }
    }
    line.partial = to == 0 || own[to - 1] != '\n';
    line.bytes = own;
    line.start = 0;
    line.end = line.partial ? to : to - 1;
  }

  private int put(int unit, int to) {
    if (unit < 0x80) {
      own[to] = (byte) unit;
      return to + 1;
    }
    // Six bytes become three at most; half a pair of surrogates is not worth more.
    byte[] encoded = String.valueOf((char) unit).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, own, to, encoded.length);
    return to + encoded.length;
  }

  private static int hex(byte[] bytes, int at) {
    int value = 0;
    for (int i = at; i < at + HEX; i++) {
      value = 16 * value + Math.max(0, Character.digit(bytes[i], 16));
    }
    return value;
  }

  private static byte plain(byte escaped) {
    return switch (escaped) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> escaped;
    };
  }
}
