package io.hangup.internal.logging;

import io.hangup.internal.adapter.SharedSuppressor;
import io.hangup.internal.report.Counters;
import java.lang.invoke.MethodHandles;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate in front of logging libraries that are not the JDK's: the adapters in their
 * configurations ask it, through {@link SharedSuppressor}.
 */
public final class AdapterGate {
  private final SuppressionDecider decider;
  private final Counters counters;
  private final TextTraces texts;
  private final BiFunction<Object[], @Nullable Throwable, @Nullable String> judge = this::judge;

  private AdapterGate(SuppressionDecider decider, Counters counters) {
    this.decider = decider;
    this.counters = counters;
    this.texts = new TextTraces(decider);
  }

  /** Has the adapters ask {@code decider}. */
  public static AdapterGate install(SuppressionDecider decider, Counters counters) {
    AdapterGate gate = new AdapterGate(decider, counters);
    SharedSuppressor.install(MethodHandles.lookup(), gate.judge);
    return gate;
  }

  /** Has the adapters ask nobody: they pass everything. */
  public void uninstall() {
    SharedSuppressor.uninstall(judge);
  }

  /** Answers as {@link SharedSuppressor#judge} does, or as {@link SharedSuppressor#judgeText}. */
  private @Nullable String judge(Object[] event, @Nullable Throwable thrown) {
    return thrown == null ? judgeText(event) : judgeThrown(event, thrown);
  }

  private @Nullable String judgeText(Object[] event) {
    String left = texts.leftOf((String) event[2], (String) event[0], (String) event[1]);
    if (left != null) {
      (left.isEmpty() ? Verdict.Action.WITHHOLD : Verdict.Action.SHORTEN).countIn(counters);
    }
    return left;
  }

  private @Nullable String judgeThrown(Object[] event, Throwable thrown) {
    Supplier<?> message = (Supplier<?>) event[2];
    Verdict verdict =
        decider.judge(
            new Occasion(
                thrown, (String) event[0], (String) event[1], () -> (String) message.get()));
    verdict.action().countIn(counters);
    return switch (verdict.action()) {
      case PASS -> null;
      case WITHHOLD -> SharedSuppressor.WITHHOLD;
      case SHORTEN -> verdict.ending();
    };
  }
}
