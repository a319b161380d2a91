package io.hangup.internal.classify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A throwable that was read from the text of its stack trace. */
record PrintedFailure(
    String type,
    @Nullable String message,
    List<StackTraceElement> frames,
    @Nullable Failure cause,
    List<Failure> suppressed)
    implements Failure {

  /** A link that cannot be looked at, because the throwable before it does not say its cause. */
  static final Failure UNREADABLE =
      new PrintedFailure("unreadable", null, List.of(), null, List.of());

  PrintedFailure {
    frames = List.copyOf(frames);
    suppressed = List.copyOf(suppressed);
  }

  @Override
  public @Nullable Throwable thrown() {
    return null;
  }

  @Override
  public OriginTable.Verdict verdict() {
    return OriginTable.judge(this);
  }

  /** Text does not say: the message is free to be in any language. */
  @Override
  public @Nullable String http2Error() {
    return null;
  }
}
