package io.hangup.internal.report;

import io.hangup.disconnect.Source;

/**
 * Counts what became of records and traces. It is called where they are written, under whatever
 * lock a log handler holds.
 */
@FunctionalInterface
public interface Tally {
  /**
   * A record, or a printed trace, did not become visible as it was.
   *
   * @param whole false if its message did
   * @param bytes about how many it would have taken
   */
  void withheld(Source source, boolean whole, long bytes);
}
