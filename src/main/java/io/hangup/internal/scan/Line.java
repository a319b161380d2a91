package io.hangup.internal.scan;

import java.util.List;

/** One line of a file, and what of it the log itself is. Used again for the next one. */
final class Line {
  /** Where in the file it begins, and where the next one does. */
  long from;

  long to;

  /** The log's own line, without its end. */
  byte[] bytes = new byte[0];

  int start;
  int end;

  /** Whether there may be the name of a throwable, or a frame, in it. */
  boolean hint;

  /** Of several logs in one file, which. */
  int stream;

  /** Whether the next line of this stream goes on with it. */
  boolean partial;

  /** Where in the file the pieces before this one are, which it goes on with. */
  List<long[]> pieces = List.of();

  int length() {
    return end - start;
  }

  boolean startsWith(byte[] prefix) {
    return Bytes.startsWith(bytes, start, end, prefix);
  }
}
