package io.hangup.internal.logging;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells who speaks in a log record: by its logger, and by the code that logs it. */
final class Speakers {
  private static final String CONTAINER_BASE = "org.apache.catalina.core.ContainerBase.";
  private static final String CATALINA = "org.apache.catalina.";
  private static final String APPLICATION_CONTEXT = "org.apache.catalina.core.ApplicationContext";

  /** What {@code ServletContext.log} is called through; javax in the jar for Tomcat 9. */
  private static final Set<String> WAYS_TO_LOG =
      Set.of(
          APPLICATION_CONTEXT,
          "org.apache.catalina.core.ApplicationContextFacade",
          "jakarta.servlet.GenericServlet",
          "jakarta.servlet.GenericFilter");

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final int MAX_FRAMES = 128;
  private static final int MAX_WAYS_TO_LOG = 7;

  private Speakers() {}

  static Speaker of(@Nullable String logger, FrameworkLoggers frameworks) {
    if (logger == null) {
      return Speaker.APPLICATION;
    }
    if (logger.startsWith(CONTAINER_BASE)) {
      return isLogOfApplication(frameworks) ? Speaker.APPLICATION : Speaker.REQUEST;
    }
    if (ContainerNames.isOfRequests(logger) || frameworks.contains(logger)) {
      return Speaker.REQUEST;
    }
    return ContainerNames.isOfConnections(logger) ? Speaker.CONNECTION : Speaker.APPLICATION;
  }

  /**
   * Whether the application logs to its container's logger, by {@code ServletContext.log}. On a
   * thread that does not log itself, such as an asynchronous appender's, nobody knows: then it may
   * be the application's.
   */
  private static boolean isLogOfApplication(FrameworkLoggers frameworks) {
    return WALKER.walk(frames -> isLogOfApplication(frames.iterator(), frameworks));
  }

  /**
   * The same.
   *
   * @param frames the innermost first
   */
  static boolean isLogOfApplication(Iterator<StackFrame> frames, FrameworkLoggers frameworks) {
    for (int i = 0; i < MAX_FRAMES && frames.hasNext(); i++) {
      String type = frames.next().getClassName();
      // The first class of Catalina's is the one that logs.
      if (type.startsWith(CATALINA)) {
        return type.equals(APPLICATION_CONTEXT) && isCalledByApplication(frames, frameworks);
      }
    }
    return true;
  }

  private static boolean isCalledByApplication(
      Iterator<StackFrame> callers, FrameworkLoggers frameworks) {
    for (int i = 0; i < MAX_WAYS_TO_LOG && callers.hasNext(); i++) {
      String caller = callers.next().getClassName();
      if (!WAYS_TO_LOG.contains(caller)) {
        return !ContainerNames.contain(caller) && !frameworks.contains(caller);
      }
    }
    return true;
  }
}
