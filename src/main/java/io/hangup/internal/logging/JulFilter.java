package io.hangup.internal.logging;

import io.hangup.internal.adapter.SharedSuppressor;
import java.util.function.Supplier;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** A handler's filter: the gate first, then the filter that the handler had before. */
final class JulFilter implements Filter, Supplier<@Nullable Filter> {
  /** What judges records, once for all handlers. */
  interface Gate {
    /** What is to become of {@code record}, which carries {@code thrown}. */
    JudgedRecord judge(LogRecord record, Throwable thrown);

    /** What is to become of {@code record}, which may have a stack trace in its text. */
    JudgedRecord judgeText(LogRecord record);
  }

  private final Gate gate;
  private final Handler handler;
  private final @Nullable Filter previous;

  JulFilter(Gate gate, Handler handler) {
    this.gate = gate;
    this.handler = handler;
    this.previous = handler.getFilter();
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    if (record.getLevel().intValue() >= Level.INFO.intValue()) {
      Throwable thrown = record.getThrown();
      if (thrown == null && TextTraces.mayBeIn(record)) {
        return shows(record, gate.judgeText(record));
      }
      if (thrown != null && SharedSuppressor.hasNoOtherThrowable(thrown, record.getParameters())) {
        return shows(record, gate.judge(record, thrown));
      }
    }
    return (record instanceof ShortenedRecord copy && copy.hasPassed(this)) || isShown(record);
  }

  /** Where a copy takes the record's place, the same handler is given it at once. */
  private boolean shows(LogRecord record, JudgedRecord judged) {
    ShortenedRecord copy = judged.copy();
    if (copy == null) {
      return judged.action() == Verdict.Action.PASS && isShown(record);
    }
    if (isShown(record) && copy.pass(this)) {
      handler.publish(copy);
    }
    return false;
  }

  private boolean isShown(LogRecord record) {
    return previous == null || previous.isLoggable(record);
  }

  boolean isOf(Gate other) {
    return gate == other;
  }

  @Nullable Filter previous() {
    return previous;
  }

  /** The same, for a copy of this class that another class loader has: it knows the JDK's types. */
  @Override
  public @Nullable Filter get() {
    return previous;
  }
}
