package io.hangup.internal.classify;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What fails while something on top of the dead response, or of the cut request, is closed:
 * archive, JSON and XML writers in try-with-resources, parsers of multipart bodies.
 *
 * <p>Frames prove it. The abort and the suppressed failure have the end of their traces in common,
 * up to the method that holds the resource. From there the abort went through the resource's code
 * into Tomcat's stream; the suppressed one went into {@code close} or {@code flush}, and all the
 * code above that is the same resource's, Tomcat's stream, or code of the JDK's that does nothing
 * but compute. Whatever leaves that path (a driver, a file, a socket) was something else's closing.
 */
final class Closings {
  private static final Set<String> METHODS = Set.of("close", "flush", "finish");

  /** Helpers of compilers that stand between the method and the {@code close} of its resource. */
  private static final Set<String> HELPERS =
      Set.of("$closeResource", "closeFinally", "closeOnFailAndThrowAsIOE");

  private static final String CONNECTOR = "org.apache.catalina.connector.";

  /** Where an application gets into Tomcat when it reads a request or writes a response. */
  private static final List<String> STREAMS =
      List.of(
          CONNECTOR + "CoyoteInputStream",
          CONNECTOR + "CoyoteOutputStream",
          CONNECTOR + "CoyoteReader",
          CONNECTOR + "CoyoteWriter",
          "org.apache.tomcat.websocket.WsRemoteEndpointImplBase$WsOutputStream",
          "org.apache.tomcat.websocket.WsRemoteEndpointImplBase$WsWriter");

  /** JDK code that decorates streams and does no input or output by itself. */
  private static final List<String> COMPUTING =
      List.of("java.lang.", "java.util.", "java.io.", "java.nio.charset.", "sun.nio.cs.");

  private static final List<String> NOT_COMPUTING =
      List.of("java.util.concurrent.", "java.util.zip.ZipFile", "java.io.Piped");

  /** A connection's own failures are some connection's, however they were come by. */
  private static final List<String> CONNECTIONS =
      List.of("java.net.", "javax.net.", "java.nio.channels.");

  private Closings() {}

  /**
   * Whether {@code suppressed} was created while something on top of the stream was closed that a
   * link of {@code chain} failed in.
   */
  static boolean contain(ThrowableView suppressed, List<ThrowableView> chain) {
    return CONNECTIONS.stream().noneMatch(suppressed.type()::startsWith)
        && chain.stream().anyMatch(abort -> isClosedAbove(suppressed.frames(), abort.frames()));
  }

  private static boolean isClosedAbove(
      List<StackTraceElement> closing, List<StackTraceElement> abort) {
    int common = common(closing, abort);
    if (common == 0) {
      return false;
    }
    String method = closing.get(closing.size() - common).getClassName();
    List<StackTraceElement> above = closing.subList(0, closing.size() - common);
    List<StackTraceElement> path = path(abort.subList(0, abort.size() - common));
    return !path.isEmpty()
        && closes(above)
        && above.stream().anyMatch(frame -> isOn(frame, path, method))
        && above.stream().allMatch(frame -> isComputing(frame) || isOn(frame, path, method));
  }

  /** How many frames the traces have in common at their ends, the one that calls both included. */
  private static int common(List<StackTraceElement> one, List<StackTraceElement> other) {
    int common = 0;
    int most = Math.min(one.size(), other.size());
    while (common < most) {
      StackTraceElement mine = one.get(one.size() - 1 - common);
      StackTraceElement its = other.get(other.size() - 1 - common);
      if (!isSameMethod(mine, its)) {
        break;
      }
      common++;
      if (mine.getLineNumber() != its.getLineNumber()) {
        break;
      }
    }
    return common;
  }

  private static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
    return one.getClassName().equals(other.getClassName())
        && one.getMethodName().equals(other.getMethodName());
  }

  /**
   * The frames from Tomcat's stream to the method that holds the resource; empty if there are none.
   */
  private static List<StackTraceElement> path(List<StackTraceElement> above) {
    for (int i = above.size() - 1; i >= 0; i--) {
      if (isStream(above.get(i))) {
        return above.subList(i, above.size());
      }
    }
    return List.of();
  }

  private static boolean closes(List<StackTraceElement> above) {
    int outermost = above.size() - 1;
    while (outermost >= 0 && HELPERS.contains(above.get(outermost).getMethodName())) {
      outermost--;
    }
    return outermost >= 0 && METHODS.contains(above.get(outermost).getMethodName());
  }

  /**
   * Whether {@code frame} is of code that the abort came through: the same class, or the same
   * package of a library's. The classes of one application's package may be about anything.
   */
  private static boolean isOn(
      StackTraceElement frame, List<StackTraceElement> path, String applications) {
    String name = frame.getClassName();
    if (name.startsWith(CONNECTOR)) {
      return true;
    }
    String library = isJdks(name) || isOfSameHouse(name, applications) ? null : packageOf(name);
    return path.stream()
        .map(StackTraceElement::getClassName)
        .anyMatch(
            each -> each.equals(name) || (library != null && library.equals(packageOf(each))));
  }

  private static boolean isStream(StackTraceElement frame) {
    return STREAMS.contains(frame.getClassName());
  }

  private static boolean isComputing(StackTraceElement frame) {
    String name = frame.getClassName();
    return HELPERS.contains(frame.getMethodName())
        || (COMPUTING.stream().anyMatch(name::startsWith)
            && NOT_COMPUTING.stream().noneMatch(name::startsWith)
            && !(name.startsWith("java.io.") && name.contains("File")));
  }

  private static boolean isJdks(String name) {
    return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("sun.");
  }

  /** Whether the first two parts of both names are the same. */
  private static boolean isOfSameHouse(String one, String other) {
    return house(one).equals(house(other));
  }

  private static String house(String name) {
    int first = name.indexOf('.');
    int second = first < 0 ? -1 : name.indexOf('.', first + 1);
    return second < 0 ? name : name.substring(0, second);
  }

  private static @Nullable String packageOf(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? null : name.substring(0, dot);
  }
}
