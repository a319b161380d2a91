package io.hangup.cli;

import io.hangup.internal.findings.Units;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Says on standard error how far a scan is, where that is a terminal. */
final class Progress implements AutoCloseable {
  private static final int EVERY_MILLIS = 500;
  private static final double NANOS = 1e9;
  private static final int WIDTH = 78;

  private final long size;
  private final long begun = System.nanoTime();
  private final Queue<AtomicLong> reads = new ConcurrentLinkedQueue<>();
  private final @Nullable Thread thread;

  private Progress(long size, boolean shown) {
    this.size = size;
    this.thread = shown ? new Thread(this::show, "progress") : null;
  }

  /**
   * Begins.
   *
   * @param size how many bytes there are to read; 0 where that is not known
   */
  static Progress start(long size) {
    Progress progress = new Progress(size, Terminal.isError());
    Thread thread = progress.thread;
    if (thread != null) {
      thread.setDaemon(true);
      thread.start();
    }
    return progress;
  }

  /** Counts what {@code read} counts. */
  void watch(AtomicLong read) {
    reads.add(read);
  }

  private void show() {
    try {
      while (true) {
        Thread.sleep(EVERY_MILLIS);
        System.err.printf("\r%-" + WIDTH + "s", line(System.nanoTime() - begun));
      }
    } catch (InterruptedException e) {
      System.err.printf("\r%" + WIDTH + "s\r", "");
    }
  }

  private String line(long nanos) {
    long done = reads.stream().mapToLong(AtomicLong::get).sum();
    double rate = done / (nanos / NANOS);
    String line = Units.bytes(done) + ", " + Units.bytes((long) rate) + " a second";
    return size <= done || rate < 1
        ? line
        : line + ", " + Math.round((size - done) / rate) + " s left of " + Units.bytes(size);
  }

  @Override
  public void close() {
    Thread known = thread;
    if (known != null) {
      known.interrupt();
      try {
        known.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
