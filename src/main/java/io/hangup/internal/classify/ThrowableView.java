package io.hangup.internal.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the classifier sees it: one link of a cause chain, live or read from text. Views do
 * not change, and never throw, whatever the throwable behind them does.
 */
public interface ThrowableView {

  /** The links from this one to its root cause, {@code limit} of them at most. */
  default List<ThrowableView> chain(int limit) {
    List<ThrowableView> chain = new ArrayList<>(4);
    for (ThrowableView link = this; link != null && chain.size() < limit; link = link.cause()) {
      chain.add(link);
    }
    return chain;
  }

  /** The binary name of the throwable's class. */
  String type();

  /** The message; null where there is none, or where asking for it failed. */
  @Nullable String message();

  /** What {@link Throwable#toString()} gives, unless it is overridden. */
  default String text() {
    String message = message();
    return message == null ? type() : type() + ": " + message;
  }

  /** Whether there is a cause, and a message that is not just the cause's text, or its message. */
  default boolean saysMoreThanItsCause() {
    ThrowableView cause = cause();
    String message = message();
    return cause != null
        && message != null
        && !message.isBlank()
        && !message.equals(cause.text())
        && !message.equals(cause.message());
  }

  /** The stack trace, innermost frame first; empty where there is none. */
  List<StackTraceElement> frames();

  /** Whether the innermost frame is of the class {@code className}; false without a frame. */
  default boolean isCreatedIn(String className) {
    List<StackTraceElement> frames = frames();
    return !frames.isEmpty() && frames.get(0).getClassName().equals(className);
  }

  /** Whether the innermost frame is of that class's method. */
  default boolean isCreatedIn(String className, String method) {
    return isCreatedIn(className) && frames().get(0).getMethodName().equals(method);
  }

  /** The cause; null at the end of the chain. */
  @Nullable ThrowableView cause();

  /**
   * The suppressed failures, and those that the throwable holds besides its causes: as a list of
   * several ({@code Iterable}, as {@code SQLException} is), or in its fields.
   */
  List<ThrowableView> suppressed();

  /** The throwable itself; null where the failure was read from text. */
  @Nullable Throwable thrown();

  /**
   * What the table of origins says of it, asked once: it is kept by the view because several
   * questions need it.
   */
  OriginVerdict verdict(Function<ThrowableView, OriginVerdict> table);

  /** The HTTP/2 error code's name (RFC 9113 section 7) of a {@code StreamException}, else null. */
  @Nullable String http2Error();
}
