package io.hangup.internal.scan;

/** What another program has put around each line of a log. */
interface Envelope {
  /** A log as it was written. */
  Envelope NONE = line -> true;

  /**
   * Has {@code line} be the log's own.
   *
   * @return false where it is none of the log's
   */
  boolean unwrap(Line line);
}
