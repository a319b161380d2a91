package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Source;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was reported and what was withheld, so that nothing is hidden uncounted. */
public final class Counters implements DisconnectSink, Tally {
  private final LongAdder disconnects = new LongAdder();
  private final LongAdder withheldRecords = new LongAdder();
  private final LongAdder shortenedRecords = new LongAdder();
  private final LongAdder withheldTraces = new LongAdder();

  @Override
  public void disconnected(Disconnect disconnect) {
    disconnects.increment();
  }

  @Override
  public void withheld(Source source, boolean whole, long bytes) {
    if (source == Source.STDERR || source == Source.STDOUT) {
      withheldTraces.increment();
    } else {
      (whole ? withheldRecords : shortenedRecords).increment();
    }
  }

  /** Whether everything that was logged or printed has stayed as it was. */
  public boolean isNothingWithheld() {
    return withheldRecords() + shortenedRecords() + withheldTraces() == 0;
  }

  /** The number of disconnects of all kinds. */
  public long disconnects() {
    return disconnects.sum();
  }

  /** The number of log records that were withheld. */
  public long withheldRecords() {
    return withheldRecords.sum();
  }

  /** The number of log records that were shortened. */
  public long shortenedRecords() {
    return shortenedRecords.sum();
  }

  /** The number of printed stack traces that were withheld. */
  public long withheldTraces() {
    return withheldTraces.sum();
  }
}
