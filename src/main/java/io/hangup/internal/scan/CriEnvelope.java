package io.hangup.internal.scan;

/**
 * The Container Runtime Interface's: {@code 2026-11-26T09:00:00.123456789Z stderr F ...}, with a
 * {@code P} where the next line goes on with this one.
 */
final class CriEnvelope implements Envelope {
  private static final int WORDS = 3;

  @Override
  public boolean unwrap(Line line) {
    int at = line.start;
    int stream = at;
    int tag = at;
    for (int word = 0; word < WORDS; word++) {
      stream = word == 1 ? at : stream;
      tag = word == 2 ? at : tag;
      while (at < line.end && line.bytes[at] != ' ') {
        at++;
      }
      if (at == line.end) {
        return false;
      }
      at++;
    }
    line.stream = Bytes.startsWith(line.bytes, stream, line.end, Bytes.of("stderr")) ? 1 : 0;
    line.partial = line.bytes[tag] == 'P';
    line.start = at;
    return true;
  }
}
