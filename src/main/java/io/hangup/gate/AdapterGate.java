package io.hangup.gate;

import io.hangup.bridge.Judge;
import io.hangup.report.Counters;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate in front of logging libraries that are not the JDK's: the adapters in their
 * configurations ask it, through {@link Judge}.
 */
public final class AdapterGate {
  private final Gatekeeper keeper;
  private final Counters counters;
  private final BiFunction<Object[], Throwable, @Nullable String> judge = this::judge;

  private AdapterGate(Gatekeeper keeper, Counters counters) {
    this.keeper = keeper;
    this.counters = counters;
  }

  /** Has the adapters ask {@code keeper}. */
  public static AdapterGate install(Gatekeeper keeper, Counters counters) {
    AdapterGate gate = new AdapterGate(keeper, counters);
    Judge.appoint(gate.judge);
    return gate;
  }

  /** Has the adapters ask nobody: they pass everything. */
  public void uninstall() {
    Judge.dismiss(judge);
  }

  /** Answers as {@link Judge#judge} does. */
  private @Nullable String judge(Object[] event, Throwable thrown) {
    Supplier<?> message = (Supplier<?>) event[2];
    Verdict verdict =
        keeper.judge(
            new Occasion(
                thrown, (String) event[0], (String) event[1], () -> (String) message.get()));
    return switch (verdict.action()) {
      case PASS -> null;
      case WITHHOLD -> {
        counters.recordWithheld();
        yield Judge.WITHHOLD;
      }
      case SHORTEN -> {
        counters.recordShortened();
        yield verdict.ending();
      }
    };
  }
}
