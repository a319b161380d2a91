package io.hangup.internal.classify;

import java.io.IOException;

/** An application's exception whose overridden methods do what they should not. */
final class HostileException extends IOException {
  /** Who asks an endless chain more often than this does not stop. */
  private static final int ENOUGH = 5_000;

  private final int way;
  private int asked;

  HostileException(String message, int way) {
    super(message);
    this.way = way;
  }

  @Override
  public String getMessage() {
    return switch (way % 4) {
      case 0 -> throw new IllegalStateException("no message for you");
      case 1 -> null;
      case 2 -> "Broken pipe\r\n\tat x\u001b[2J".repeat(20);
      default -> super.getMessage();
    };
  }

  @Override
  public synchronized Throwable getCause() {
    return switch (way % 5) {
      case 0 -> throw new AssertionError("no cause for you");
      case 1 -> this;
      case 2 -> another();
      case 3 -> throw new StackOverflowError();
      default -> super.getCause();
    };
  }

  private Throwable another() {
    if (++asked > ENOUGH) {
      throw new AssertionError("asked without end");
    }
    HostileException next = new HostileException("next", way);
    next.asked = asked;
    return next;
  }

  @Override
  public StackTraceElement[] getStackTrace() {
    return switch (way % 3) {
      case 0 -> null;
      case 1 ->
          new StackTraceElement[] {
            null, new StackTraceElement("com.example.A", "b", null, -1), null
          };
      default -> throw new UnsupportedOperationException("no frames for you");
    };
  }

  @Override
  public String toString() {
    throw new IllegalStateException("no words for you");
  }
}
