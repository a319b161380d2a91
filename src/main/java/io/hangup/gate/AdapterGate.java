package io.hangup.gate;

import io.hangup.bridge.Judge;
import io.hangup.report.Counters;
import java.util.function.BiPredicate;

/**
 * The gate in front of logging libraries that are not the JDK's: the adapters in their
 * configurations ask it, through {@link Judge}.
 */
public final class AdapterGate {
  private final BiPredicate<String, Throwable> judge;

  private AdapterGate(BiPredicate<String, Throwable> judge) {
    this.judge = judge;
  }

  /** Has the adapters ask {@code keeper}. */
  public static AdapterGate install(Gatekeeper keeper, Counters counters) {
    AdapterGate gate =
        new AdapterGate(
            (logger, thrown) -> {
              boolean withhold =
                  keeper.judge(new Occasion(thrown, logger, null, () -> null)).withholds();
              if (withhold) {
                counters.recordWithheld();
              }
              return withhold;
            });
    Judge.appoint(gate.judge);
    return gate;
  }

  /** Has the adapters ask nobody: they pass everything. */
  public void uninstall() {
    Judge.dismiss(judge);
  }
}
