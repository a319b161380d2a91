package io.hangup.internal.jvm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task with another context class loader, by which Tomcat distinguishes web applications.
 */
public final class ContextLoader {
  private ContextLoader() {}

  /**
   * Runs {@code task}, and throws what it throws.
   *
   * @param loader the context class loader meanwhile; null is the system's
   */
  public static void run(@Nullable ClassLoader loader, Runnable task) {
    get(
        loader,
        () -> {
          task.run();
          return true;
        });
  }

  /** The result of {@code task}; otherwise as {@link #run}. */
  public static <T> T get(@Nullable ClassLoader loader, Supplier<T> task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return task.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
