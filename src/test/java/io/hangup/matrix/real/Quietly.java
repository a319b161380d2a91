package io.hangup.matrix.real;

import java.util.concurrent.Callable;

/** Does what is expected to fail and does not matter. */
final class Quietly {
  private Quietly() {}

  /** What {@code call} fails with; null if it does not. */
  static Exception run(Callable<?> call) {
    try {
      call.call();
      return null;
    } catch (Exception e) {
      return e;
    }
  }
}
