package io.hangup.internal.classify;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A throwable that was read from the text of its stack trace. */
record PrintedThrowable(
    String type,
    @Nullable String message,
    List<StackTraceElement> frames,
    @Nullable ThrowableView cause,
    List<ThrowableView> suppressed)
    implements ThrowableView {

  /** A link that cannot be looked at, because the throwable before it does not say its cause. */
  static final ThrowableView UNREADABLE =
      new PrintedThrowable("unreadable", null, List.of(), null, List.of());

  PrintedThrowable {
    frames = List.copyOf(frames);
    suppressed = List.copyOf(suppressed);
  }

  @Override
  public @Nullable Throwable thrown() {
    return null;
  }

  @Override
  public OriginVerdict verdict(Function<ThrowableView, OriginVerdict> table) {
    return table.apply(this);
  }

  /** Text does not say: the message is free to be in any language. */
  @Override
  public @Nullable String http2Error() {
    return null;
  }
}
