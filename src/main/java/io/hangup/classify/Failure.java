package io.hangup.classify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the classifier sees it: one link of a cause chain, live or read from text. Views do
 * not change, and never throw, whatever the throwable behind them does.
 */
public sealed interface Failure permits ThrownFailure, PrintedFailure {

  /** A link that cannot be looked at, because the throwable before it does not say its cause. */
  Failure UNREADABLE = new PrintedFailure("unreadable", null, List.of(), null, List.of());

  /** A view of a live throwable; its stack trace is materialised only when it is asked for. */
  static Failure of(Throwable thrown) {
    return new ThrownFailure(thrown);
  }

  /** The deepest cause of {@code thrown}, as far as a chain is looked at. */
  static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    Failure link = of(thrown);
    for (int i = 0; i < Classifier.MAX_LINKS && link != null; i++) {
      root = link.thrown() == null ? root : link.thrown();
      link = link.cause();
    }
    return root;
  }

  /** Whether {@code link} is {@code thrown} or one of its causes. */
  static boolean leadsTo(Throwable thrown, Throwable link) {
    Failure each = of(thrown);
    for (int i = 0; i < Classifier.MAX_LINKS && each != null; i++) {
      if (each.thrown() == link) {
        return true;
      }
      each = each.cause();
    }
    return false;
  }

  /** The binary name of the throwable's class. */
  String type();

  /** The message; null where there is none, or where asking for it failed. */
  @Nullable String message();

  /** The stack trace, innermost frame first; empty where there is none. */
  List<StackTraceElement> frames();

  /** The cause; null at the end of the chain. */
  @Nullable Failure cause();

  /** The suppressed failures. */
  List<Failure> suppressed();

  /** The throwable itself; null where the failure was read from text. */
  @Nullable Throwable thrown();

  /** The HTTP/2 error code's name (RFC 9113 section 7) of a {@code StreamException}, else null. */
  @Nullable String http2Error();
}
