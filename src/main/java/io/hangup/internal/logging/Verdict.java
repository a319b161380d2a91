package io.hangup.internal.logging;

import io.hangup.disconnect.Source;
import io.hangup.internal.report.Tally;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an {@link Occasion}.
 *
 * @param action what is done
 * @param ending what a shortened record's message ends with, e.g. {@code [client gone:
 *     RESET/write]}; null for the other actions
 */
record Verdict(Action action, @Nullable String ending) {
  enum Action {
    /** It becomes visible as it is. */
    PASS,
    /** It becomes visible in its place, with its message and without its stack trace. */
    SHORTEN,
    /** It does not become visible. */
    WITHHOLD;

    /** Counts what does not become visible as it was. */
    void countIn(Tally tally, Source source, LongSupplier bytes) {
      if (this != PASS) {
        tally.withheld(source, this == WITHHOLD, bytes.getAsLong());
      }
    }
  }

  static final Verdict PASS = new Verdict(Action.PASS, null);
  static final Verdict WITHHOLD = new Verdict(Action.WITHHOLD, null);

  boolean withholds() {
    return action == Action.WITHHOLD;
  }

  static Verdict shorten(String code) {
    return new Verdict(Action.SHORTEN, "[client gone: " + code + "]");
  }
}
