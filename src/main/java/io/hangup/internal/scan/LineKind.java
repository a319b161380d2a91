package io.hangup.internal.scan;

import java.util.List;
import java.util.stream.Stream;

/** What a line of a log is, as its first bytes show. */
enum LineKind {
  /** It begins a record: there is a time in it, or a level. */
  HEAD,

  /** A frame, a cause, or what else stands in a stack trace after its first line. */
  TRACE,

  /** The line of a cause, whose message may go on in the next one. */
  CAPTION,

  /** One record of JSON. */
  JSON,

  /** The first line of a record of JSON that has several. */
  JSON_BLOCK,

  /** The first line of a record of {@code java.util.logging}'s XML. */
  XML,

  BLANK,

  /** Words. */
  OTHER;

  /** So far may a time stand in a line. */
  private static final int TIME_WITHIN = 64;

  private static final int LEVEL_WITHIN = 24;
  private static final int TIME_LENGTH = 5;

  private static final byte[] AT = Bytes.of("at ");
  private static final byte[] DOTS = Bytes.of("... ");
  private static final byte[] CIRCULAR = Bytes.of("[CIRCULAR REFERENCE");
  static final byte[] RECORD = Bytes.of("<record>");
  private static final List<byte[]> CAPTIONS =
      Stream.of("Caused by: ", "Wrapped by: ", "Suppressed: ").map(Bytes::of).toList();
  private static final List<byte[]> LEVELS =
      Stream.of(
              "TRACE", "DEBUG", "INFO", "WARN", "WARNING", "ERROR", "FATAL", "SEVERE", "CONFIG",
              "FINE", "FINER", "FINEST")
          .map(Bytes::of)
          .toList();

  /**
   * What {@code line} is.
   *
   * @param byTime whether records are known to begin with a time, so that a level alone is a word
   */
  static LineKind of(Line line, boolean byTime) {
    byte[] bytes = line.bytes;
    int first = Bytes.skipSpaces(bytes, line.start, line.end);
    if (first == line.end) {
      return BLANK;
    }
    LineKind ofTrace = ofTrace(bytes, first, line.end);
    if (ofTrace != OTHER) {
      return ofTrace;
    }
    if (first > line.start) {
      return bytes[first] == '<' && line.startsWith(RECORD) ? XML : OTHER;
    }
    if (bytes[first] == '{') {
      return bytes[line.end - 1] == '}' ? JSON : ofBrace(line);
    }
    if (bytes[first] == '<') {
      return line.startsWith(RECORD) ? XML : OTHER;
    }
    return hasTime(line) || (!byTime && hasLevel(line)) ? HEAD : OTHER;
  }

  /** A block has its fields in lines of their own. */
  private static LineKind ofBrace(Line line) {
    return Bytes.skipSpaces(line.bytes, line.start + 1, line.end) == line.end ? JSON_BLOCK : OTHER;
  }

  private static LineKind ofTrace(byte[] bytes, int start, int end) {
    return switch (bytes[start]) {
      case 'a' ->
          Bytes.startsWith(bytes, start, end, AT) && isFrame(bytes, start, end) ? TRACE : OTHER;
      case '.' -> Bytes.startsWith(bytes, start, end, DOTS) ? TRACE : OTHER;
      case '[' -> Bytes.startsWith(bytes, start, end, CIRCULAR) ? TRACE : OTHER;
      case 'C', 'W', 'S' -> isCaption(bytes, start, end) ? CAPTION : OTHER;
      default -> OTHER;
    };
  }

  private static boolean isCaption(byte[] bytes, int start, int end) {
    for (byte[] caption : CAPTIONS) {
      if (Bytes.startsWith(bytes, start, end, caption)) {
        return true;
      }
    }
    return false;
  }

  /** A frame has its file in brackets; people's words may begin with the same one. */
  private static boolean isFrame(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == '(') {
        return true;
      }
    }
    return false;
  }

  /** Hours, minutes and seconds stand in every language's time. */
  static boolean hasTime(Line line) {
    byte[] bytes = line.bytes;
    int most = Math.min(line.end, line.start + TIME_WITHIN) - TIME_LENGTH;
    for (int i = line.start + 1; i < most; i++) {
      if (bytes[i] == ':'
          && Bytes.isDigit(bytes[i - 1])
          && Bytes.isDigit(bytes[i + 1])
          && Bytes.isDigit(bytes[i + 2])
          && bytes[i + 3] == ':'
          && Bytes.isDigit(bytes[i + 4])
          && Bytes.isDigit(bytes[i + 5])) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the first words is a level; with a colon it is another line's second half. */
  private static boolean hasLevel(Line line) {
    byte[] bytes = line.bytes;
    int most = Math.min(line.end, line.start + LEVEL_WITHIN);
    for (int i = line.start; i < most; i++) {
      boolean begins = i == line.start || bytes[i - 1] == ' ' || bytes[i - 1] == '[';
      if (begins && bytes[i] >= 'A' && bytes[i] <= 'Z' && isLevel(bytes, i, line.end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLevel(byte[] bytes, int at, int end) {
    for (byte[] level : LEVELS) {
      int after = at + level.length;
      if (Bytes.startsWith(bytes, at, end, level)
          && after < end
          && (bytes[after] == ' ' || bytes[after] == ']' || bytes[after] == '|')) {
        return true;
      }
    }
    return false;
  }
}
