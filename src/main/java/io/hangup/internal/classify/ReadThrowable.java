package io.hangup.internal.classify;

/** A throwable that prints what was read from the text of another one's stack trace. */
public final class ReadThrowable extends Throwable {
  private static final long serialVersionUID = 1;

  private final String type;

  private ReadThrowable(ThrowableView read) {
    super(read.message());
    this.type = read.type();
    setStackTrace(read.frames().toArray(new StackTraceElement[0]));
    ThrowableView cause = read.cause();
    if (cause != null) {
      initCause(of(cause));
    }
    read.suppressed().forEach(suppressed -> addSuppressed(of(suppressed)));
  }

  /** The throwable that {@code read} was read from, as far as it can be printed. */
  public static Throwable of(ThrowableView read) {
    return new ReadThrowable(read);
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // Its type is not its class.
  public String toString() {
    String message = getMessage();
    return message == null ? type : type + ": " + message;
  }

  /** It was thrown elsewhere. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
