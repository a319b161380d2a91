package io.hangup.internal.scan;

import java.nio.charset.StandardCharsets;

/** Questions about bytes of a log, which is ASCII where it matters, whatever its charset. */
final class Bytes {
  private Bytes() {}

  static byte[] of(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  static boolean startsWith(byte[] bytes, int start, int end, byte[] prefix) {
    if (end - start < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[start + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** The first place of {@code wanted}; -1 where it is not. */
  static int indexOf(byte[] bytes, int start, int end, byte[] wanted) {
    for (int i = start; i <= end - wanted.length; i++) {
      if (startsWith(bytes, i, end, wanted)) {
        return i;
      }
    }
    return -1;
  }

  static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  static boolean isSpace(int b) {
    return b == ' ' || b == '\t';
  }

  /** The first byte that is neither a space nor a tab; {@code end} where there is none. */
  static int skipSpaces(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }
}
