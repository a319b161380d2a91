package io.hangup.gate;

import io.hangup.bridge.Judge;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** A handler's filter: the gate first, then the filter that the handler had before. */
final class GateFilter implements Filter {
  private final LogGate gate;
  private final @Nullable Filter previous;

  GateFilter(LogGate gate, @Nullable Filter previous) {
    this.gate = gate;
    this.previous = previous;
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    Throwable thrown = record.getThrown();
    if (thrown != null
        && record.getLevel().intValue() >= Level.INFO.intValue()
        && Judge.isOnly(thrown, record.getParameters())
        && gate.withholds(record, thrown)) {
      return false;
    }
    return previous == null || previous.isLoggable(record);
  }

  boolean isOf(LogGate other) {
    return gate == other;
  }

  @Nullable Filter previous() {
    return previous;
  }
}
