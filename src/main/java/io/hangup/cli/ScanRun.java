package io.hangup.cli;

import io.hangup.internal.findings.Findings;
import io.hangup.internal.scan.LogScanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads logs, several at a time. */
final class ScanRun {
  private final Charset charset;
  private final Findings findings;
  private final Progress progress;

  ScanRun(Charset charset, Findings findings, Progress progress) {
    this.charset = charset;
    this.findings = findings;
    this.progress = progress;
  }

  /** Reads all; true where one could not be read. */
  boolean readAll(List<LogInput> inputs) {
    int threads = Math.max(1, Math.min(inputs.size(), Runtime.getRuntime().availableProcessors()));
    ExecutorService readers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Boolean>> reads = new ArrayList<>();
      inputs.forEach(each -> reads.add(readers.submit(() -> read(each, null))));
      boolean failed = false;
      for (Future<Boolean> each : reads) {
        failed |= !each.get();
      }
      return failed;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      readers.shutdownNow();
    }
  }

  /** Reads all, one after the other, and writes what is no hang-up. */
  boolean clean(List<LogInput> inputs, OutputStream out) {
    boolean failed = false;
    for (LogInput each : inputs) {
      failed |= !read(each, out);
    }
    return failed;
  }

  private boolean read(LogInput input, @Nullable OutputStream out) {
    Findings own = new Findings();
    AtomicLong read = new AtomicLong();
    boolean done = false;
    progress.watch(read);
    try (InputStream in = input.open(read)) {
      own.add(input.name(), new LogScanner(charset, own::add, out).scan(in));
      if (input.path() != null && input.size() < read.get()) {
        own.problem(input.name() + ": has shrunk while it was read");
      }
      done = true;
    } catch (AccessDeniedException e) {
      own.problem(input.name() + " cannot be read: permission denied");
    } catch (NoSuchFileException e) {
      own.problem(input.name() + " cannot be read: it has gone");
    } catch (IOException | UncheckedIOException e) {
      own.problem(input.name() + " cannot be read: " + e.getMessage());
    }
    synchronized (findings) {
      findings.add(own);
    }
    return done;
  }
}
