package io.hangup.internal.logging;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * About how many bytes stack traces take: one of many is measured, since to print one costs more
 * than all else that is done for a record that is withheld.
 */
final class TraceSizes {
  /** One less than a power of two. */
  private static final int MEASURED_MASK = 1023;

  private static final int MAX_LINKS = 16;
  private static final String TOMCATS = "org.apache.";

  private final AtomicInteger asked = new AtomicInteger();
  private volatile long average;

  /** An estimate for the trace of {@code thrown}; 0 until one was measured. */
  long estimate(Throwable thrown) {
    if ((asked.getAndIncrement() & MEASURED_MASK) == 0 && isPlain(thrown)) {
      long measured = measure(thrown);
      long known = average;
      average = known == 0 ? measured : (known * 3 + measured) / 4;
    }
    return average;
  }

  /**
   * Whether nobody's code but the JDK's and Tomcat's prints it: an application's may do more than
   * that.
   */
  private static boolean isPlain(Throwable thrown) {
    Throwable link = thrown;
    for (int i = 0; i < MAX_LINKS && link != null; i++) {
      Class<?> type = link.getClass();
      boolean isKnown = type.getClassLoader() == null || type.getName().startsWith(TOMCATS);
      if (!isKnown || link.getSuppressed().length > 0) {
        return false;
      }
      link = link.getCause();
    }
    return link == null;
  }

  private static long measure(Throwable thrown) {
    Count count = new Count();
    thrown.printStackTrace(new PrintWriter(count));
    return count.written;
  }

  private static final class Count extends Writer {
    private long written;

    @Override
    public void write(char[] text, int offset, int length) {
      written += length;
    }

    @Override
    public void write(String text, int offset, int length) {
      written += length;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
