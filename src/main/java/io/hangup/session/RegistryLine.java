package io.hangup.session;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.juli.logging.Log;

/**
 * The way to one registry: a bounded queue and one thread, which exists while there is something to
 * tell. A registry that throws, blocks or is slow holds up nobody but itself.
 */
final class RegistryLine {
  static final int STOP_SECONDS = 5;
  private static final int CAPACITY = 65_536;
  private static final int IDLE_SECONDS = 5;
  private static final long PATIENCE_MILLIS = 100;

  private final SessionRegistry registry;
  private final Log log;
  private final LongAdder failures;
  private final ThreadPoolExecutor executor;
  private final Set<Class<?>> warned = ConcurrentHashMap.newKeySet();

  RegistryLine(SessionRegistry registry, ClassLoader loader, Log log, LongAdder failures) {
    this.registry = registry;
    this.log = log;
    this.failures = failures;
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(CAPACITY),
            task -> thread(task, loader),
            RegistryLine::waitForPlace);
    executor.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable task, ClassLoader loader) {
    // Nothing is inherited from the thread that happens to bring the first news.
    String name = "hangup-" + registry.getClass().getSimpleName();
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }

  private static void waitForPlace(Runnable task, ThreadPoolExecutor executor) {
    try {
      if (!executor.isShutdown()
          && executor.getQueue().offer(task, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RejectedExecutionException();
  }

  void tell(Consumer<SessionRegistry> news) {
    try {
      executor.execute(() -> guarded(news));
    } catch (RejectedExecutionException e) {
      failures.increment();
      log.warn(
          "Registry ["
              + registry.getClass().getName()
              + "] has not kept up with ["
              + CAPACITY
              + "] notifications, or is closed: one was lost");
    }
  }

  private void guarded(Consumer<SessionRegistry> news) {
    try {
      news.accept(registry);
    } catch (Throwable t) {
      failures.increment();
      String message = "Registry [" + registry.getClass().getName() + "] failed";
      if (warned.add(t.getClass())) {
        log.warn(
            message
                + " with ["
                + t.getClass().getName()
                + "]; its like is only counted from now on",
            t);
      } else {
        log.debug(message, t);
      }
    }
  }

  void close() {
    tell(SessionRegistry::close);
    executor.shutdown();
    try {
      if (executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Runnable> untold = executor.shutdownNow();
    failures.add(untold.size());
    log.warn(
        "Registry ["
            + registry.getClass().getName()
            + "] did not finish within ["
            + STOP_SECONDS
            + "] s and was interrupted: ["
            + untold.size()
            + "] notifications were lost");
  }
}
