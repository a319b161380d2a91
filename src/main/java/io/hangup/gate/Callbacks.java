package io.hangup.gate;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.List;

/**
 * The callbacks by which the container tells an application of a failure: {@code onError} of an
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
          "io.hangup.websocket.",
          "java.lang.reflect.",
          "jdk.internal.reflect.",
          "java.lang.invoke.");

  private Callbacks() {}

  /** Whether the current thread is inside one. */
  static boolean isInside() {
    return WALKER.walk(frames -> isInside(frames.limit(MAX_FRAMES).map(Frame::of).iterator()));
  }

  /** One method on the stack. */
  record Frame(String type, String method) {
    static Frame of(StackFrame frame) {
      return new Frame(frame.getClassName(), frame.getMethodName());
    }

    private boolean isBetween() {
      return BETWEEN.stream().anyMatch(type::startsWith);
    }

    private boolean isCalledBackBy(Frame caller) {
      return switch (method) {
        case "onError" ->
            Speakers.isContainers(caller.type)
                && (type.equals(POJO_ENDPOINT) || !Speakers.isContainers(type));
        case "onResult" -> caller.type.startsWith(WEB_SOCKETS) && !Speakers.isContainers(type);
        default -> false;
      };
    }
  }

  /**
   * Whether one is on this stack.
   *
   * @param frames the innermost first
   */
  static boolean isInside(Iterator<Frame> frames) {
    Frame called = null;
    while (frames.hasNext()) {
      Frame frame = frames.next();
      if (frame.isBetween()) {
        continue;
      }
      if (called != null && called.isCalledBackBy(frame)) {
        return true;
      }
      called = frame;
    }
    return false;
  }
}
