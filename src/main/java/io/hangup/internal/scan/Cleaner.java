package io.hangup.internal.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes the lines of a file that are no hang-up's, to the byte and in their order. */
final class Cleaner {
  private final OutputStream out;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** A line that is not decided about yet. */
  private static final class Waiting {
    private final long from;
    private final byte[] bytes;
    private boolean removed;

    Waiting(long from, byte[] bytes) {
      this.from = from;
      this.bytes = bytes;
    }
  }

  Cleaner(OutputStream out) {
    this.out = out;
  }

  /** Takes a line, before anybody takes it out of its envelope. */
  void add(Line line) {
    int length = (int) (line.to - line.from);
    byte[] bytes = new byte[length];
    System.arraycopy(line.bytes, line.start, bytes, 0, length);
    waiting.add(new Waiting(line.from, bytes));
  }

  /** Leaves out the lines of {@code raw} from {@code firstLine} on. */
  void remove(RawRecord raw, int firstLine) {
    for (Waiting each : waiting) {
      each.removed |= raw.contains(each.from, firstLine);
    }
  }

  /** Writes what stands before {@code until}. */
  void writeUntil(long until) throws IOException {
    Waiting next = waiting.peek();
    while (next != null && next.from < until) {
      if (!next.removed) {
        out.write(next.bytes);
      }
      waiting.poll();
      next = waiting.peek();
    }
  }

  /** Writes bytes that nobody decides about. */
  void pass(byte[] bytes, int start, int end) throws IOException {
    writeUntil(Long.MAX_VALUE);
    out.write(bytes, start, end - start);
  }
}
