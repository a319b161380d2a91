package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was reported and what was withheld, so that nothing is hidden uncounted. */
public final class Counters implements DisconnectListener {
  private final LongAdder disconnects = new LongAdder();
  private final LongAdder withheldRecords = new LongAdder();
  private final LongAdder shortenedRecords = new LongAdder();
  private final LongAdder withheldTraces = new LongAdder();

  @Override
  public void disconnected(Disconnect disconnect) {
    disconnects.increment();
  }

  /** Counts a log record that no handler was given. */
  public void recordWithheld() {
    withheldRecords.increment();
  }

  /** Counts a log record that every handler was given without its stack trace. */
  public void recordShortened() {
    shortenedRecords.increment();
  }

  /** Counts a stack trace that was not printed. */
  public void traceWithheld() {
    withheldTraces.increment();
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
