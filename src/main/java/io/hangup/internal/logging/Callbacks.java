package io.hangup.internal.logging;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.List;

/**
 * The callbacks by which the container notifies an application of a failure: {@code onError} of an
 * endpoint, and of an asynchronous, a read or a write listener; a send handler's {@code onResult}.
 */
final class Callbacks {
  /** Lambdas' classes are hidden, and a send handler often is one. */
  private static final StackWalker WALKER = StackWalker.getInstance(Option.SHOW_HIDDEN_FRAMES);

  private static final String POJO_ENDPOINT = "org.apache.tomcat.websocket.pojo.PojoEndpointBase";
  private static final String WEB_SOCKETS = "org.apache.tomcat.websocket.";
  private static final int MAX_FRAMES = 512;

  /** What may stand between the container and what it calls: ours, and calls by reflection. */
  private static final List<String> BETWEEN =
      List.of(
          "io.hangup.internal.websocket.",
          "java.lang.reflect.",
          "jdk.internal.reflect.",
          "java.lang.invoke.");

  private Callbacks() {}

  /** Whether the current thread is inside one. */
  static boolean isInside() {
    return WALKER.walk(frames -> isInside(frames.iterator()));
  }

  /**
   * Whether one is on this stack.
   *
   * @param frames the innermost first
   */
  static boolean isInside(Iterator<StackFrame> frames) {
    StackFrame called = null;
    for (int i = 0; i < MAX_FRAMES && frames.hasNext(); i++) {
      StackFrame frame = frames.next();
      String type = frame.getClassName();
      if (ContainerNames.startWithOneOf(type, BETWEEN)) {
        continue;
      }
      if (called != null && ContainerNames.contain(type) && isCallback(called, type)) {
        return true;
      }
      called = frame;
    }
    return false;
  }

  /** Of all that is asked, a method's name costs most. */
  private static boolean isCallback(StackFrame called, String container) {
    String type = called.getClassName();
    boolean isContainers = ContainerNames.contain(type);
    if (isContainers && !type.equals(POJO_ENDPOINT)) {
      return false;
    }
    return switch (called.getMethodName()) {
      case "onError" -> true;
      case "onResult" -> container.startsWith(WEB_SOCKETS) && !isContainers;
      default -> false;
    };
  }
}
