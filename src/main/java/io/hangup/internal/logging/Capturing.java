package io.hangup.internal.logging;

import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Knows whether what a thread prints goes somewhere else than what others print: Tomcat's {@code
 * swallowOutput} collects it per thread, until the request ends.
 */
final class Capturing {
  private static final String HANDLER = "org.apache.tomcat.util.log.SystemLogHandler";

  private Capturing() {}

  /** Whether it does not matter to {@code stream} which thread prints; false where in doubt. */
  static boolean isSharedBy(PrintStream stream) {
    if (stream.getClass() == PrintStream.class) {
      return true;
    }
    if (!stream.getClass().getName().equals(HANDLER)) {
      return false;
    }
    try {
      Method ofThread = stream.getClass().getDeclaredMethod("findStream");
      Field shared = stream.getClass().getDeclaredField("out");
      ofThread.setAccessible(true);
      shared.setAccessible(true);
      return ofThread.invoke(stream) == shared.get(stream);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }
}
