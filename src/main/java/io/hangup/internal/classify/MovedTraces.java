package io.hangup.internal.classify;

/**
 * Stack traces that a library has moved out of a failure. Reactor leaves it the innermost frame and
 * puts all of them into its marker ({@code FluxOnAssembly.OnAssemblySubscriber.fail}), which
 * WebFlux, with its checkpoints, makes of each failure to write a response.
 */
final class MovedTraces {
  private static final String REACTOR = "reactor.core.publisher.FluxOnAssembly$OnAssemblyException";

  private MovedTraces() {}

  /** The stack trace that {@code thrown} had before any was moved. */
  static StackTraceElement[] of(Throwable thrown) {
    StackTraceElement[] left = thrown.getStackTrace();
    if (left.length != 1) {
      return left;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (suppressed.getClass().getName().equals(REACTOR)) {
        StackTraceElement[] moved = suppressed.getStackTrace();
        return moved.length > 0 && moved[0].equals(left[0]) ? moved : left;
      }
    }
    return left;
  }
}
