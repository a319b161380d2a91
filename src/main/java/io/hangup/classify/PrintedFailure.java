package io.hangup.classify;

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

  PrintedFailure {
    frames = List.copyOf(frames);
    suppressed = List.copyOf(suppressed);
  }

  @Override
  public @Nullable Throwable thrown() {
    return null;
  }

  /** Text does not say: the message is free to be in any language. */
  @Override
  public @Nullable String http2Error() {
    return null;
  }
}
