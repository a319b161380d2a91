package io.hangup.internal.scan;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into lines, and notes in passing which of them may be part of a stack trace: all that
 * most lines of a log cost.
 */
final class LineReader {
  /** Who is given the lines. */
  interface Lines {
    void line(Line line) throws IOException;

    /** Some bytes of a line that is too long to be one of a record. */
    void tooLong(byte[] bytes, int start, int end) throws IOException;
  }

  /** No longer line is looked at. */
  static final int MAX_LINE = 1 << 20;

  private static final int BUFFER = 1 << 18;
  private static final int MAX_BUFFER = 2 * MAX_LINE;

  /** So far may be looked ahead. */
  private static final int AHEAD = 16;

  private static final byte NOTHING = 0;
  private static final byte NEW_LINE = 1;
  private static final byte HINT = 2;

  /** What each byte may begin. */
  private static final byte[] MEANING = new byte[256];

  private static final byte[] EXCEPTION = Bytes.of("xception");
  private static final byte[] ERROR = Bytes.of("Error");
  private static final byte[] FRAME = Bytes.of("\tat ");
  static final byte[] ESCAPED_FRAME = Bytes.of("\\tat ");

  static {
    MEANING['\n'] = NEW_LINE;
    MEANING['x'] = HINT;
    MEANING['E'] = HINT;
    MEANING['\t'] = HINT;
    MEANING['\\'] = HINT;
  }

  private byte[] buffer = new byte[BUFFER];
  private final Line line = new Line();
  private final Lines lines;

  /** The place in the file of the buffer's first byte. */
  private long base;

  private int lineStart;
  private int filled;
  private boolean hint;
  private boolean isTooLong;
  private long count;
  private long longLines;

  LineReader(Lines lines) {
    this.lines = lines;
  }

  /** How many lines there were. */
  long count() {
    return count;
  }

  /** How many of them were too long. */
  long longLines() {
    return longLines;
  }

  /** How many bytes there were. */
  long bytes() {
    return base + filled;
  }

  /**
   * Reads all of {@code in}.
   *
   * @return why it has ended too early; null where it has not
   */
  @Nullable String read(InputStream in) throws IOException {
    String problem = null;
    int next = 0;
    boolean ended = false;
    while (!ended) {
      int read = 0;
      try {
        read = in.read(buffer, filled, buffer.length - filled);
      } catch (EOFException | ZipException e) {
        problem = "ends early: " + e.getMessage();
        read = -1;
      }
      ended = read < 0;
      filled += Math.max(0, read);
      int limit = ended ? filled : filled - AHEAD;
      if (limit > next) {
        look(next, limit);
        next = limit;
      }
      if (lineStart > 0) {
        move();
        next = Math.max(0, filled - (ended ? 0 : AHEAD));
      }
      if (filled == buffer.length && filled < MAX_BUFFER) {
        buffer = Arrays.copyOf(buffer, 2 * filled);
      } else if (filled == buffer.length) {
        isTooLong = true;
        lines.tooLong(buffer, 0, next);
        lineStart = next;
        move();
        next = 0;
      }
    }
    if (filled > 0) {
      end(0, filled, filled);
      base += filled;
      filled = 0;
    }
    return problem;
  }

  /** Makes room for what comes. */
  private void move() {
    System.arraycopy(buffer, lineStart, buffer, 0, filled - lineStart);
    base += lineStart;
    filled -= lineStart;
    lineStart = 0;
  }

  private void look(int from, int to) throws IOException {
    byte[] bytes = buffer;
    for (int i = from; i < to; i++) {
      byte meaning = MEANING[bytes[i] & 0xff];
      if (meaning != NOTHING) {
        if (meaning == NEW_LINE) {
          end(lineStart, i, i + 1);
          lineStart = i + 1;
          hint = false;
        } else if (!hint) {
          hint = isHint(bytes, i);
        }
      }
    }
  }

  private boolean isHint(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case 'x' -> Bytes.startsWith(bytes, at, filled, EXCEPTION);
      case 'E' -> Bytes.startsWith(bytes, at, filled, ERROR);
      case '\t' -> Bytes.startsWith(bytes, at, filled, FRAME);
      default -> Bytes.startsWith(bytes, at, filled, ESCAPED_FRAME);
    };
  }

  private void end(int start, int end, int next) throws IOException {
    count++;
    if (isTooLong || next - start > MAX_LINE) {
      isTooLong = false;
      longLines++;
      lines.tooLong(buffer, start, next);
      return;
    }
    line.from = base + start;
    line.to = base + next;
    line.bytes = buffer;
    line.start = start;
    line.end = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
    line.hint = hint;
    line.stream = 0;
    line.partial = false;
    line.pieces = List.of();
    lines.line(line);
  }
}
