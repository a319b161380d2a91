package io.hangup.bridge;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whom the adapters ask about a throwable that is about to be logged. An adapter has one from its
 * beginning, because a web application that has stopped loads no more classes. All copies of this
 * class share the judge of the outermost class loader's: one in {@code WEB-INF/lib} that of
 * Tomcat's {@code lib}, and both that of the class path Tomcat was started with.
 */
public final class Judge {
  /** The answer for an event that is not to become visible. */
  public static final String WITHHOLD = "";

  private static final int MAX_LINKS = 64;

  /** How each frame of a stack trace begins. */
  private static final String FRAME_START = "\n\tat ";

  /** No trace of a server's thread is shorter. */
  private static final int MIN_TRACE = 256;

  private static final AtomicReference<@Nullable BiFunction<Object[], Throwable, @Nullable String>>
      SHARED = outermost();

  /**
   * What is to become of an event.
   *
   * @param logger the name of the logger it was given to
   * @param level the name of its level
   * @param message gives its message with the parameters in their places; asked for only if need be
   * @param thrown its throwable
   * @return null if it stays as it is, as it does where no Valve runs; {@link #WITHHOLD} if it is
   *     not to become visible; else what its message is to end with, in the throwable's place
   */
  public @Nullable String judge(
      @Nullable String logger, String level, Supplier<@Nullable String> message, Throwable thrown) {
    BiFunction<Object[], Throwable, @Nullable String> judge = SHARED.get();
    return judge == null
        ? null
        : ask(judge, new Object[] {logger == null ? "" : logger, level, message}, thrown);
  }

  /** In doubt the event stays as it is: where the judge fails, or cannot be loaded any more. */
  private static @Nullable String ask(
      BiFunction<Object[], Throwable, @Nullable String> judge,
      Object[] event,
      @Nullable Throwable thrown) {
    try {
      return judge.apply(event, thrown);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
  }

  /**
   * What is to become of an event that has no throwable, and perhaps a stack trace in its message.
   *
   * @param logger the name of the logger it was given to
   * @param level the name of its level
   * @param message its message, with the parameters in their places
   * @return null if it stays as it is, as it does where no Valve runs; {@link #WITHHOLD} if it is
   *     not to become visible; else what its message is to be
   */
  public @Nullable String judgeText(
      @Nullable String logger, String level, @Nullable String message) {
    BiFunction<Object[], Throwable, @Nullable String> judge = SHARED.get();
    return judge == null || !mayHoldTrace(message)
        ? null
        : ask(judge, new Object[] {logger == null ? "" : logger, level, message}, null);
  }

  /** Whether it is worth looking for a stack trace in {@code text}: it has the start of a frame. */
  public static boolean mayHoldTrace(@Nullable String text) {
    return text != null && text.length() >= MIN_TRACE && text.contains(FRAME_START);
  }

  /** The same of a message and of each of its parameters. This is all that most events cost. */
  public static boolean mayHoldTrace(
      @Nullable String message, @Nullable Object @Nullable [] parameters) {
    if (parameters != null) {
      for (Object each : parameters) {
        if (each instanceof String text && mayHoldTrace(text)) {
          return true;
        }
      }
    }
    return mayHoldTrace(message);
  }

  /**
   * Whether {@code arguments} hold no throwable besides {@code thrown} and its causes. Another one
   * may be a real error, which nobody looks at.
   */
  public static boolean isOnly(Throwable thrown, @Nullable Object @Nullable [] arguments) {
    if (arguments == null) {
      return true;
    }
    for (Object each : arguments) {
      if (each instanceof Throwable other && !leadsTo(thrown, other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean leadsTo(Throwable thrown, Throwable other) {
    Throwable link = thrown;
    try {
      for (int i = 0; link != null && i < MAX_LINKS; i++) {
        if (link == other) {
          return true;
        }
        link = link.getCause();
      }
    } catch (RuntimeException e) {
      // It does not say.
    }
    return false;
  }

  /** Makes {@code judge} the one that is asked, unless there is another. */
  public static void appoint(BiFunction<Object[], Throwable, @Nullable String> judge) {
    SHARED.compareAndSet(null, judge);
  }

  /** Has {@code judge} asked no more. */
  public static void dismiss(BiFunction<Object[], Throwable, @Nullable String> judge) {
    SHARED.compareAndSet(judge, null);
  }

  /**
   * Who is asked: it is given logger, level and message as {@link #judge} is, in an array, and the
   * throwable, and answers as that does; without a throwable, as {@link #judgeText} is and does.
   * Public because the copies of other class loaders ask for it by reflection: JDK types only.
   */
  public static AtomicReference<@Nullable BiFunction<Object[], Throwable, @Nullable String>>
      asked() {
    return SHARED;
  }

  @SuppressWarnings("unchecked") // It is the same field of a copy of this class.
  private static AtomicReference<@Nullable BiFunction<Object[], Throwable, @Nullable String>>
      outermost() {
    ClassLoader own = Judge.class.getClassLoader();
    ClassLoader parent = own == null ? null : own.getParent();
    try {
      Class<?> outer = Class.forName(Judge.class.getName(), true, parent);
      Object shared = outer.getMethod("asked").invoke(null);
      return (AtomicReference<@Nullable BiFunction<Object[], Throwable, @Nullable String>>) shared;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      return new AtomicReference<>();
    }
  }
}
