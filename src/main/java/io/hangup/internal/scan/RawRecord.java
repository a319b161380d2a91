package io.hangup.internal.scan;

import java.nio.charset.Charset;
import java.util.Arrays;

/** The lines of one record, or of one printed trace, as bytes. */
final class RawRecord {
  /** No record is longer: what comes after that is not looked at. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_LINES = 10_000;

  private byte[] bytes = new byte[4096];
  private int length;

  /** Where each line begins here. */
  private int[] starts = new int[64];

  private int lines;

  /** Of each piece of a line, which line that is, and where in the file the piece is. */
  private int[] lineOf = new int[64];

  private long[] froms = new long[64];
  private long[] tos = new long[64];
  private int pieces;

  private boolean hint;
  private boolean cut;

  /** The first line that is a frame or the like; -1 where there is none yet. */
  private int firstFrame = -1;

  /** Whether the first line is the head of a record, and not just words, or a trace. */
  private boolean headed;

  boolean isEmpty() {
    return lines == 0;
  }

  void clear() {
    length = 0;
    lines = 0;
    pieces = 0;
    hint = false;
    cut = false;
    firstFrame = -1;
    headed = false;
  }

  void add(Line line, boolean isFrame) {
    hint |= line.hint;
    if (lines == MAX_LINES || length + line.length() + 1 > MAX_BYTES) {
      cut = true;
      if (pieces > 0) {
        tos[pieces - 1] = line.to;
      }
      return;
    }
    if (lines == starts.length) {
      starts = Arrays.copyOf(starts, 2 * lines);
    }
    if (isFrame && firstFrame < 0) {
      firstFrame = lines;
    }
    starts[lines] = length;
    lines++;
    for (long[] piece : line.pieces) {
      addPiece(piece[0], piece[1]);
    }
    addPiece(line.from, line.to);
    append(line);
    bytes[length++] = '\n';
  }

  private void addPiece(long from, long to) {
    if (pieces == lineOf.length) {
      lineOf = Arrays.copyOf(lineOf, 2 * pieces);
      froms = Arrays.copyOf(froms, 2 * pieces);
      tos = Arrays.copyOf(tos, 2 * pieces);
    }
    lineOf[pieces] = lines - 1;
    froms[pieces] = from;
    tos[pieces] = to;
    pieces++;
  }

  private void append(Line line) {
    int more = line.length();
    if (length + more + 1 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more + 1));
    }
    System.arraycopy(line.bytes, line.start, bytes, length, more);
    length += more;
  }

  void head() {
    headed = true;
  }

  boolean isHeaded() {
    return headed;
  }

  /** Whether there may be a throwable in it. */
  boolean isHint() {
    return hint;
  }

  /** Whether it is longer than what is here. */
  boolean isCut() {
    return cut;
  }

  int firstFrame() {
    return firstFrame;
  }

  int lines() {
    return lines;
  }

  int size() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int line) {
    return line < lines ? starts[line] : length;
  }

  /** Where the line ends, without its end. */
  int end(int line) {
    return start(line + 1) - 1;
  }

  /** Where in the file the record begins. */
  long from() {
    return froms[0];
  }

  /** Whether the line of the file that begins there is one of its own from {@code line} on. */
  boolean contains(long place, int line) {
    for (int i = 0; i < pieces; i++) {
      if (lineOf[i] >= line && froms[i] <= place && place < tos[i]) {
        return true;
      }
    }
    return false;
  }

  /** How many bytes of the file its lines are from {@code line} on. */
  long fileBytes(int line) {
    long sum = 0;
    for (int i = 0; i < pieces; i++) {
      sum += lineOf[i] >= line ? tos[i] - froms[i] : 0;
    }
    return sum;
  }

  String text(int line, Charset charset) {
    return new String(bytes, start(line), end(line) - start(line), charset);
  }

  String text(int from, int to, Charset charset) {
    int start = start(from);
    return to <= from ? "" : new String(bytes, start, end(to - 1) - start, charset);
  }
}
