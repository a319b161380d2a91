package io.hangup.internal.logging;

/** A look at printed bytes: whether a stack trace may begin in them. */
final class TraceBytes {
  private static final String FRAME = "\n\tat ";
  private static final int MIN_LENGTH = 256;

  /** The first frame comes soon, or its trace is not looked for: this is asked of every print. */
  private static final int MAX_LOOK = 1024;

  private TraceBytes() {}

  static boolean mayBegin(byte[] bytes, int offset, int length) {
    if (offset < 0 || length <= 0 || offset > bytes.length - length) {
      return false;
    }
    return isHeader(bytes, offset, length) || hasFrame(bytes, offset, length);
  }

  /** Whether the bytes begin with a qualified name and a colon, or the line's end. */
  static boolean isHeader(byte[] bytes, int offset, int length) {
    int end = offset + length;
    boolean qualified = false;
    for (int i = offset; i < end; i++) {
      byte b = bytes[i];
      if (b == '.') {
        qualified = true;
      } else if (b == ':' || b == '\n' || b == '\r') {
        return qualified;
      } else if (!isOfName(b)) {
        return false;
      }
    }
    return false;
  }

  /** Bytes of other letters than English ones are negative. */
  private static boolean isOfName(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '$'
        || b < 0;
  }

  static boolean hasFrame(byte[] bytes, int offset, int length) {
    if (length < MIN_LENGTH) {
      return false;
    }
    int end = offset + Math.min(length, MAX_LOOK);
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n' && startsWith(bytes, i, end - i, FRAME)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the bytes begin with {@code text}, which is ASCII. */
  static boolean startsWith(byte[] bytes, int offset, int length, String text) {
    if (length < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[offset + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
