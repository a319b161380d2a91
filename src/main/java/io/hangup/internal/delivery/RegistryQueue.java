package io.hangup.internal.delivery;

import io.hangup.internal.jvm.OncePerMinute;
import io.hangup.internal.jvm.OwnThread;
import io.hangup.listener.RegistryState;
import io.hangup.session.CollectionRegistry;
import io.hangup.session.SessionRegistry;
import io.hangup.session.Webapp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The way to one registry: a queue and one thread, which exists while there is something to
 * deliver. A registry that throws, blocks or is slow holds up nobody but itself; who brings news to
 * one that is far behind waits a moment, but no news is lost for it.
 */
final class RegistryQueue {
  static final int CAPACITY = 65_536;
  private static final int IDLE_SECONDS = 5;
  private static final long PATIENCE_NANOS = 100_000_000L;
  private static final long LINGER_NANOS = 1_000_000L;

  private static final ClassLoader OWN = RegistryQueue.class.getClassLoader();

  /** Whoever starts a thread; a test has none started. */
  private final UnaryOperator<Thread> threads;

  private final SessionRegistry registry;
  private final ClassLoader loader;
  private final Log log;
  private final ThreadPoolExecutor executor;

  /**
   * What is not delivered yet, in order; the executor is only asked for a thread that delivers it.
   */
  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicBoolean saidThreadless = new AtomicBoolean();
  private volatile boolean abandoned;
  private final Semaphore places = new Semaphore(CAPACITY);

  /** Names, for a class would keep its loader. */
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  private final LongAdder late = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final OncePerMinute warnings = new OncePerMinute();

  RegistryQueue(SessionRegistry registry, ClassLoader loader, Log log) {
    this(registry, loader, log, UnaryOperator.identity());
  }

  /**
   * @param threads is given each thread before it starts
   */
  RegistryQueue(
      SessionRegistry registry, ClassLoader loader, Log log, UnaryOperator<Thread> threads) {
    this.threads = threads;
    this.registry = registry;
    this.loader = loader;
    this.log = log;
    if (registry instanceof CollectionRegistry own) {
      own.countIn(failed);
    }
    this.executor =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
    executor.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable task) {
    // A web application's class loader is in place only while a registry is called: Tomcat takes a
    // thread that has it for one that the application forgot to stop.
    String name = "hangup-" + registry.getClass().getSimpleName();
    return threads.apply(OwnThread.create(task, name));
  }

  /**
   * Tells the registry later.
   *
   * @param webapp whose class loader is in place then; null for the registry's own
   * @return false if it is so far behind that whoever brings the news is to wait a moment
   */
  boolean deliver(Consumer<SessionRegistry> news, @Nullable Webapp webapp) {
    boolean placed = places.tryAcquire();
    Runnable notice =
        () -> {
          if (placed) {
            places.release();
          }
          guarded(news, webapp);
        };
    if (!enqueue(notice)) {
      failed.increment();
      log.warn("Registry [" + registry.getClass().getName() + "] is closed: one notice was lost");
    }
    return placed;
  }

  /** The name of the registry's class. */
  String name() {
    return registry.getClass().getName();
  }

  /** How the registry is doing. */
  RegistryState state() {
    return new RegistryState(failed.sum(), waiting.size(), late.sum());
  }

  /** False where the line is closed, and {@code notice} will not be delivered. */
  private boolean enqueue(Runnable notice) {
    if (executor.isShutdown()) {
      return false;
    }
    waiting.add(notice);
    askForThread();
    return !executor.isShutdown() || !waiting.remove(notice);
  }

  /**
   * Has what waits delivered. Where no thread can be started, it waits on, until this is asked
   * again.
   */
  void askForThread() {
    if (waiting.isEmpty() || !asked.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::deliverAll);
      saidThreadless.set(false);
    } catch (RejectedExecutionException e) {
      asked.set(false);
    } catch (Throwable t) {
      asked.set(false);
      if (saidThreadless.compareAndSet(false, true)) {
        log.warn(
            "No thread can be started for registry ["
                + registry.getClass().getName()
                + "]: its notices wait until one can",
            t);
      }
    }
  }

  /** Of many notices, each would have to wake a thread that goes to sleep at once. */
  private void deliverAll() {
    try {
      do {
        while (deliverWaiting()) {
          LockSupport.parkNanos(LINGER_NANOS);
        }
        asked.set(false);
        // What has come since then has not asked, and nobody else may be asked after a shutdown.
      } while (!waiting.isEmpty() && !abandoned && asked.compareAndSet(false, true));
    } catch (Throwable t) {
      asked.set(false);
      throw t;
    }
  }

  /** Tells what waits; false where nothing does. */
  private boolean deliverWaiting() {
    boolean hasTold = false;
    Runnable next = abandoned ? null : waiting.poll();
    while (next != null) {
      next.run();
      hasTold = true;
      next = abandoned ? null : waiting.poll();
    }
    return hasTold;
  }

  /** How many notices wait. */
  int size() {
    return waiting.size();
  }

  /** Waits a moment for the registry to come up to what was delivered, and warns if it does not. */
  void awaitPlace() {
    try {
      if (places.tryAcquire(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
        places.release();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    late.increment();
    if (warnings.isDue()) {
      log.warn(
          "Registry ["
              + registry.getClass().getName()
              + "] does not keep up: ["
              + waiting.size()
              + "] notices wait for it, ["
              + late
              + "] came when there were more than ["
              + CAPACITY
              + "]; they are kept");
    }
  }

  /** Is done when everything is delivered that waits now. */
  Future<?> barrier() {
    if (executor.getPoolSize() == 0 && waiting.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    FutureTask<?> barrier = new FutureTask<>(() -> null);
    return enqueue(barrier) ? barrier : CompletableFuture.completedFuture(null);
  }

  private void guarded(Consumer<SessionRegistry> news, @Nullable Webapp webapp) {
    Thread.currentThread().setContextClassLoader(webapp == null ? loader : webapp.loader());
    try {
      news.accept(registry);
    } catch (Throwable t) {
      failed.increment();
      String message = "Registry [" + registry.getClass().getName() + "] failed";
      if (warned.add(t.getClass().getName())) {
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
      Thread.currentThread().setContextClassLoader(OWN);
    }
  }

  /** Tells what waits, and closes the registry after it. */
  void shutDown() {
    deliver(SessionRegistry::close, null);
    executor.shutdown();
  }

  /** Waits for the end of that; interrupts the registry, and warns, if it does not come in time. */
  void awaitEnd(Deadline deadline) {
    if (deadline.awaitEnd(executor) && waiting.isEmpty()) {
      return;
    }
    abandoned = true;
    executor.shutdownNow();
    List<Runnable> untold = new ArrayList<>();
    waiting.drainTo(untold);
    failed.add(untold.size());
    log.warn(
        "Registry ["
            + registry.getClass().getName()
            + "] did not finish within stopTimeout=["
            + deadline
            + "] s and was interrupted: ["
            + untold.size()
            + "] notices were lost");
  }
}
