package io.hangup.internal.scan;

/**
 * {@code journalctl -o export}: a line for each field, {@code MESSAGE=...}; where that has several
 * lines, its name alone, eight bytes of its length, and the message.
 */
final class JournalExportEnvelope implements Envelope {
  private static final byte[] MESSAGE = Bytes.of("MESSAGE=");
  private static final byte[] NAME = Bytes.of("MESSAGE");
  private static final int LENGTH_BYTES = 8;

  /** How many bytes of the length have come; -1 where none is expected. */
  private int lengthBytes = -1;

  private long length;

  /** How much of a message is still to come. */
  private long left;

  @Override
  public boolean unwrap(Line line) {
    if (lengthBytes >= 0) {
      return takeLength(line);
    }
    if (left > 0) {
      // Its own line ends count, and the one after it does not.
      left -= line.length() + 1L;
      return true;
    }
    if (line.startsWith(MESSAGE)) {
      line.start += MESSAGE.length;
      return true;
    }
    if (line.length() == NAME.length && line.startsWith(NAME)) {
      lengthBytes = 0;
      length = 0;
    }
    return false;
  }

  /** The length may have a byte in it that ends a line. */
  private boolean takeLength(Line line) {
    int at = line.start;
    while (at < line.end && lengthBytes < LENGTH_BYTES) {
      add(line.bytes[at++]);
    }
    if (lengthBytes < LENGTH_BYTES) {
      add((byte) '\n');
      if (lengthBytes < LENGTH_BYTES) {
        return false;
      }
    }
    lengthBytes = -1;
    left = length - (line.end - at) - 1;
    line.start = at;
    return line.length() > 0;
  }

  private void add(byte b) {
    length |= (b & 0xffL) << (8 * lengthBytes++);
  }
}
