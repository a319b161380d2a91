package io.hangup.internal.logging;

import io.hangup.internal.jvm.OwnRights;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;

/** Tells whose code prints, by the stack of the thread that does. */
final class PrintedBy {
  private static final StackWalker STACK =
      OwnRights.get(() -> StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE));

  /** {@code printStackTrace()} has some methods of its own between its caller and us. */
  private static final int FRAMES_TO_CALLER = 10;

  /** What a throwable calls to say its name has few methods. */
  private static final int FRAMES_TO_TRACE = 64;

  private PrintedBy() {}

  /**
   * Whether {@link Throwable#printStackTrace()} itself prints, and nobody that it calls: there is
   * nothing but streams and writers between it and us.
   */
  static boolean isPrintStackTrace() {
    return STACK.walk(
        frames ->
            frames
                .map(StackFrame::getDeclaringClass)
                .dropWhile(PrintedBy::isOnTheWay)
                .findFirst()
                .filter(PrintedBy::isOfThrowable)
                .isPresent());
  }

  /** Whether the thread prints from within {@code printStackTrace}, by whatever code. */
  static boolean isInPrintStackTrace() {
    return STACK.walk(
        frames ->
            frames
                .limit(FRAMES_TO_TRACE)
                .map(StackFrame::getDeclaringClass)
                .anyMatch(PrintedBy::isOfThrowable));
  }

  private static boolean isOnTheWay(Class<?> type) {
    return PrintStream.class.isAssignableFrom(type)
        || OutputStream.class.isAssignableFrom(type)
        || Writer.class.isAssignableFrom(type)
        || type == PrintedBy.class
        || type.getName().startsWith("sun.nio.cs.");
  }

  private static boolean isOfThrowable(Class<?> type) {
    return type == Throwable.class || type.getNestHost() == Throwable.class;
  }

  /**
   * Whether the JDK, or the handler that it calls by default, prints what nobody has caught: a
   * thread of the application's has ended, and that is more than a disconnect.
   */
  static boolean isEndOfThread() {
    return STACK.walk(
        frames ->
            frames
                .limit(FRAMES_TO_CALLER)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.ThreadGroup")));
  }
}
