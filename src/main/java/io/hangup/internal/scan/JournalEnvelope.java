package io.hangup.internal.scan;

import java.util.Arrays;

/**
 * {@code journalctl}'s short formats: {@code Nov 26 09:00:00 host tomcat[123]: ...}. The other
 * lines of one message of several are indented as far as its first one.
 */
final class JournalEnvelope implements Envelope {
  /** So many processes are told apart. */
  private static final int MAX_STREAMS = 64;

  private static final int MAX_PREFIX = 300;

  private final byte[][] senders = new byte[MAX_STREAMS][];
  private int known;
  private int last;
  private int indent;

  @Override
  public boolean unwrap(Line line) {
    int end = prefixEnd(line);
    if (end >= 0) {
      indent = end - line.start;
      last = streamOf(line, end);
    } else if (Bytes.skipSpaces(line.bytes, line.start, line.end) - line.start >= indent
        && indent > 0
        && line.length() >= indent) {
      end = line.start + indent;
    } else {
      return false;
    }
    line.start = end;
    line.stream = last;
    return true;
  }

  /** Where the text begins after time, host and {@code ident[pid]: }; -1 where there is no such. */
  private static int prefixEnd(Line line) {
    if (line.length() == 0 || Bytes.isSpace(line.bytes[line.start])) {
      return -1;
    }
    int most = Math.min(line.end, line.start + MAX_PREFIX);
    for (int i = line.start; i + 1 < most; i++) {
      if (line.bytes[i] == ':' && line.bytes[i + 1] == ' ') {
        return i + 2;
      }
      if (line.bytes[i] == ':' && i + 1 == line.end) {
        return i + 1;
      }
    }
    return -1;
  }

  /** By the process, which stands after the last space of what is in front. */
  private int streamOf(Line line, int end) {
    int from = end - 2;
    while (from > line.start && line.bytes[from - 1] != ' ') {
      from--;
    }
    for (int i = 0; i < known; i++) {
      byte[] sender = senders[i];
      if (sender.length == end - from && Bytes.startsWith(line.bytes, from, end, sender)) {
        return i;
      }
    }
    if (known == MAX_STREAMS) {
      return MAX_STREAMS - 1;
    }
    senders[known] = Arrays.copyOfRange(line.bytes, from, end);
    return known++;
  }
}
