package io.hangup.internal.scan;

/**
 * What stands before each line: a time, as {@code docker logs -t} and {@code kubectl logs
 * --timestamps} have it, or a name and a bar, as {@code docker compose logs} has it.
 */
final class PrefixEnvelope implements Envelope {
  private static final int MAX_PREFIX = 100;

  private final byte[] end;

  /**
   * @param end what a prefix ends with
   */
  PrefixEnvelope(String end) {
    this.end = Bytes.of(end);
  }

  /** An empty line may have lost the space at the end of its prefix. */
  @Override
  public boolean unwrap(Line line) {
    int most = Math.min(line.end, line.start + MAX_PREFIX);
    int found = Bytes.indexOf(line.bytes, line.start, most, end);
    line.start = found < 0 ? line.end : found + end.length;
    return true;
  }
}
