package io.hangup.session;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The way to one registry: a queue and one thread, which exists while there is something to tell. A
 * registry that throws, blocks or is slow holds up nobody but itself; who brings news to one that
 * is far behind waits a moment, but no news is lost for it.
 */
final class RegistryLine {
  static final int STOP_SECONDS = 5;
  private static final int CAPACITY = 65_536;
  private static final int IDLE_SECONDS = 5;
  private static final long PATIENCE_NANOS = 100_000_000L;
  private static final long WARN_NANOS = 60_000_000_000L;

  private final SessionRegistry registry;
  private final ClassLoader loader;
  private final Log log;
  private final LongAdder failures;
  private final ThreadPoolExecutor executor;
  private final Semaphore places = new Semaphore(CAPACITY);
  private final Set<Class<?>> warned = ConcurrentHashMap.newKeySet();
  private final LongAdder late = new LongAdder();
  private final AtomicLong warnAt = new AtomicLong(System.nanoTime());

  RegistryLine(SessionRegistry registry, ClassLoader loader, Log log, LongAdder failures) {
    this.registry = registry;
    this.loader = loader;
    this.log = log;
    this.failures = failures;
    this.executor =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
    executor.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable task) {
    // Nothing is inherited from the thread that happens to bring the first news.
    String name = "hangup-" + registry.getClass().getSimpleName();
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }

  /**
   * Tells the registry later.
   *
   * @param webapp whose class loader is in place then; null for the registry's own
   */
  void tell(Consumer<SessionRegistry> news, @Nullable Webapp webapp) {
    boolean placed = findPlace();
    try {
      executor.execute(
          () -> {
            if (placed) {
              places.release();
            }
            guarded(news, webapp);
          });
    } catch (RejectedExecutionException e) {
      failures.increment();
      log.warn("Registry [" + registry.getClass().getName() + "] is closed: one notice was lost");
    }
  }

  /** Waits a moment for a place among those that wait; false if there is none even then. */
  private boolean findPlace() {
    try {
      if (places.tryAcquire() || places.tryAcquire(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    late.increment();
    long now = System.nanoTime();
    long next = warnAt.get();
    if (now - next >= 0 && warnAt.compareAndSet(next, now + WARN_NANOS)) {
      log.warn(
          "Registry ["
              + registry.getClass().getName()
              + "] does not keep up: ["
              + executor.getQueue().size()
              + "] notices wait for it, ["
              + late
              + "] came when there were more than ["
              + CAPACITY
              + "]; they are kept");
    }
    return false;
  }

  private void guarded(Consumer<SessionRegistry> news, @Nullable Webapp webapp) {
    Thread.currentThread().setContextClassLoader(webapp == null ? loader : webapp.loader());
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
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  void close() {
    tell(SessionRegistry::close, null);
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
