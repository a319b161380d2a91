package io.hangup.classify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the classifier sees it: one link of a cause chain, live or read from text. Views do
 * not change, and never throw, whatever the throwable behind them does.
 */
public sealed interface Failure permits ThrownFailure, PrintedFailure {

  /** A view of a live throwable; its stack trace is materialised only when it is asked for. */
  static Failure of(Throwable thrown) {
    return new ThrownFailure(thrown);
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
