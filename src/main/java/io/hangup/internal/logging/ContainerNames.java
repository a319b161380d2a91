package io.hangup.internal.logging;

import java.util.List;
import java.util.stream.Stream;

/** The names of the container's classes, and of the loggers that it calls by them. */
public final class ContainerNames {
  /**
   * The loggers that report requests, messages and callbacks. Catalina and Jasper know nothing
   * else: {@code StandardWrapperValve}, {@code StandardHostValve}, {@code ApplicationDispatcher},
   * {@code ErrorReportValve} and {@code StandardSession} (all to the containers' loggers), {@code
   * CoyoteAdapter}, {@code AsyncContextImpl}, {@code Request}. So do the endpoints and message
   * handlers of annotated classes ({@code PojoEndpointBase}), and the streams of an upgraded
   * connection, where a listener's {@code onError} has failed ({@code UpgradeServletInputStream}).
   */
  private static final List<String> REQUESTS =
      List.of(
          "org.apache.catalina.",
          "org.apache.jasper.",
          "org.apache.tomcat.websocket.pojo.",
          "org.apache.coyote.http11.upgrade.Upgrade");

  /** Those that report connections, besides: coyote's, the endpoints', the WebSockets' own. */
  private static final List<String> CONNECTIONS =
      List.of("org.apache.coyote.", "org.apache.tomcat.");

  private ContainerNames() {}

  /** What the names of all of them begin with. */
  public static List<String> prefixes() {
    return Stream.concat(REQUESTS.stream(), CONNECTIONS.stream()).toList();
  }

  /** Whether the class of this name is the container's own. */
  static boolean contain(String name) {
    return isOfRequests(name) || isOfConnections(name);
  }

  /** Whether what is said to the logger of this name reports requests, messages and callbacks. */
  static boolean isOfRequests(String name) {
    return startWithOneOf(name, REQUESTS);
  }

  /** Whether it reports connections. */
  static boolean isOfConnections(String name) {
    return startWithOneOf(name, CONNECTIONS);
  }

  /** Whether {@code name} starts with one of {@code prefixes}: without a stream, in each frame. */
  static boolean startWithOneOf(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
