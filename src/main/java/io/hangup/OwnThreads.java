package io.hangup;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.compat.JreCompat;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** Threads for what may wait for a client, so that it keeps none of the container's. */
final class OwnThreads {
  private static final int MAX_THREADS = 256;
  private static final int IDLE_SECONDS = 5;

  private OwnThreads() {}

  /**
   * Virtual threads where the JDK has them; else others, which exist as long as they are needed.
   */
  static ExecutorService create(String namePrefix) {
    if (JreCompat.isJre21Available()) {
      return new VirtualThreadExecutor(namePrefix);
    }
    TaskQueue queue = new TaskQueue();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            queue,
            new TaskThreadFactory(namePrefix, true, Thread.NORM_PRIORITY));
    queue.setParent(pool);
    return pool;
  }
}
