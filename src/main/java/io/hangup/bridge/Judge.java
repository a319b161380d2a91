package io.hangup.bridge;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom the adapters ask about a throwable that is about to be logged. An adapter has one from its
 * beginning, because a web application that has stopped loads no more classes. All copies of this
 * class share the judge of the outermost class loader's: one in {@code WEB-INF/lib} that of
 * Tomcat's {@code lib}, and both that of the class path Tomcat was started with.
 */
public final class Judge {
  private static final int MAX_LINKS = 64;

  private static final AtomicReference<@Nullable BiPredicate<String, Throwable>> SHARED =
      outermost();

  /**
   * Whether {@code thrown} is only a disconnect, and is to be withheld; false where no Valve runs.
   *
   * @param logger the name of the logger it was given to
   */
  public boolean withholds(@Nullable String logger, Throwable thrown) {
    BiPredicate<String, Throwable> judge = SHARED.get();
    return judge != null && judge.test(logger == null ? "" : logger, thrown);
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
  public static void appoint(BiPredicate<String, Throwable> judge) {
    SHARED.compareAndSet(null, judge);
  }

  /** Has {@code judge} asked no more. */
  public static void dismiss(BiPredicate<String, Throwable> judge) {
    SHARED.compareAndSet(judge, null);
  }

  /** Public because the copies of other class loaders ask for it by reflection: JDK types only. */
  public static AtomicReference<@Nullable BiPredicate<String, Throwable>> shared() {
    return SHARED;
  }

  @SuppressWarnings("unchecked") // It is the same field of a copy of this class.
  private static AtomicReference<@Nullable BiPredicate<String, Throwable>> outermost() {
    ClassLoader own = Judge.class.getClassLoader();
    ClassLoader parent = own == null ? null : own.getParent();
    try {
      Class<?> outer = Class.forName(Judge.class.getName(), true, parent);
      Object shared = outer.getMethod("shared").invoke(null);
      return (AtomicReference<@Nullable BiPredicate<String, Throwable>>) shared;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      return new AtomicReference<>();
    }
  }
}
