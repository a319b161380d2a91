package io.hangup.internal.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pieces of a line that a container's runtime has cut. */
final class Pieces {
  private byte[] bytes = new byte[0];
  private int length;
  private boolean hint;
  private final List<long[]> places = new ArrayList<>();

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Where in the file the first one begins. */
  long from() {
    return places.get(0)[0];
  }

  /** Keeps a piece; what is longer than a line may be is not kept. */
  void add(Line line) {
    append(line);
    places.add(new long[] {line.from, line.to});
  }

  private void append(Line line) {
    hint |= line.hint;
    int more = Math.min(line.length(), LineReader.MAX_LINE - length);
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
    System.arraycopy(line.bytes, line.start, bytes, length, more);
    length += more;
  }

  /** Has {@code last}, the last piece, be the whole line. */
  void complete(Line last) {
    append(last);
    last.bytes = bytes;
    last.start = 0;
    last.end = length;
    last.hint = hint;
    last.pieces = List.copyOf(places);
    length = 0;
    hint = false;
    places.clear();
  }
}
