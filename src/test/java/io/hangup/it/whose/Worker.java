package io.hangup.it.whose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Where a request's input or output is done, while its own thread waits. */
enum Worker {
  /** The request's own thread. */
  OWN {
    @Override
    void work(Callable<Void> io) throws Exception {
      io.call();
    }
  },

  EXECUTOR {
    @Override
    void work(Callable<Void> io) throws Exception {
      POOL.submit(io).get();
    }
  },

  FUTURE {
    @Override
    void work(Callable<Void> io) {
      CompletableFuture.runAsync(() -> unchecked(io), POOL).join();
    }
  },

  /** The request's thread takes a part of the stream, but leaves the work to another. */
  STREAM {
    @Override
    void work(Callable<Void> io) {
      Thread own = Thread.currentThread();
      AtomicBoolean begun = new AtomicBoolean();
      IntStream.range(0, PARTS)
          .parallel()
          .forEach(
              part -> {
                if (Thread.currentThread() == own) {
                  leaveItToOthers();
                } else if (begun.compareAndSet(false, true)) {
                  unchecked(io);
                }
              });
    }
  };

  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "worker");
            thread.setDaemon(true);
            return thread;
          });

  private static final int PARTS = 8;
  private static final int PAUSE_MILLIS = 100;

  abstract void work(Callable<Void> io) throws Exception;

  private static void leaveItToOthers() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void unchecked(Callable<Void> io) {
    try {
      io.call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
