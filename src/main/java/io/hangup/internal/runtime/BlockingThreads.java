package io.hangup.internal.runtime;

import io.hangup.internal.jvm.OwnThread;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for what may wait for a client, so that it keeps none of the container's. */
final class BlockingThreads {
  private static final int MAX_THREADS = 256;
  private static final int IDLE_SECONDS = 5;

  private BlockingThreads() {}

  /**
   * Virtual threads where the JDK has them; else others, which exist as long as they are needed.
   */
  static ExecutorService create(String namePrefix) {
    try {
      return virtual(namePrefix);
    } catch (ReflectiveOperationException e) {
      return pool(namePrefix);
    }
  }

  /** {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(prefix, 0).factory())}. */
  private static ExecutorService virtual(String namePrefix) throws ReflectiveOperationException {
    Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
    Class<?> builder = Class.forName("java.lang.Thread$Builder");
    Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
    Object named =
        builder.getMethod("name", String.class, long.class).invoke(virtual, namePrefix, 0L);
    return (ExecutorService) perTask.invoke(null, builder.getMethod("factory").invoke(named));
  }

  private static ExecutorService pool(String namePrefix) {
    AtomicInteger last = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> OwnThread.create(task, namePrefix + last.incrementAndGet()));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
