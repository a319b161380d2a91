package io.hangup.internal.logging;

import io.hangup.disconnect.Source;
import io.hangup.internal.adapter.SharedSuppressor;
import io.hangup.internal.report.Tally;
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
  private final Tally tally;
  private final TextTraces texts;
  private final TraceSizes sizes = new TraceSizes();
  private final BiFunction<Object[], @Nullable Throwable, @Nullable String> judge = this::judge;

  private AdapterGate(SuppressionDecider decider, Tally tally) {
    this.decider = decider;
    this.tally = tally;
    this.texts = new TextTraces(decider);
  }

  /** Has the adapters ask {@code decider}. */
  public static AdapterGate install(SuppressionDecider decider, Tally tally) {
    AdapterGate gate = new AdapterGate(decider, tally);
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
      Verdict.Action action = left.isEmpty() ? Verdict.Action.WITHHOLD : Verdict.Action.SHORTEN;
      long bytes = Math.max(0, String.valueOf(event[2]).length() - left.length());
      action.countIn(tally, source(event), () -> bytes);
    }
    return left;
  }

  /** An adapter of another version may not say whose it is. */
  private static Source source(Object[] event) {
    return event.length > 3 && "log4j2".equals(event[3]) ? Source.LOG4J2 : Source.LOGBACK;
  }

  private @Nullable String judgeThrown(Object[] event, Throwable thrown) {
    Supplier<?> message = (Supplier<?>) event[2];
    Verdict verdict =
        decider.judge(
            new Occasion(
                thrown, (String) event[0], (String) event[1], () -> (String) message.get()));
    verdict.action().countIn(tally, source(event), () -> sizes.estimate(thrown));
    return switch (verdict.action()) {
      case PASS -> null;
      case WITHHOLD -> SharedSuppressor.WITHHOLD;
      case SHORTEN -> verdict.ending();
    };
  }
}
