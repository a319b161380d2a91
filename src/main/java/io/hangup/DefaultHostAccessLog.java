package io.hangup;

import org.apache.catalina.AccessLog;
import org.apache.catalina.Container;
import org.apache.catalina.Engine;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/**
 * The access log of requests that no host was found for, such as {@code OPTIONS *}. {@code
 * StandardEngine.logAccess} gives these to its default host's access log only as long as the Engine
 * has none itself; a Valve that is an {@link AccessLog} without writing one has to make up for
 * that.
 */
final class DefaultHostAccessLog {
  private DefaultHostAccessLog() {}

  static void log(Engine engine, AccessLog ours, Request request, Response response, long time) {
    if (request.getHost() == null && isAlone(engine, ours)) {
      AccessLog log = of(engine);
      if (log != null) {
        log.log(request, response, time);
      }
    }
  }

  /** Whether {@code ours} is the Engine's first, and no Valve of another type is one. */
  private static boolean isAlone(Engine engine, AccessLog ours) {
    AccessLog first = null;
    for (Valve valve : engine.getPipeline().getValves()) {
      if (valve instanceof AccessLog log) {
        if (log.getClass() != ours.getClass()) {
          return false;
        }
        first = first == null ? log : first;
      }
    }
    return first == ours;
  }

  /** The default host's access log, or else that of its root web application. */
  private static @Nullable AccessLog of(Engine engine) {
    String name = engine.getDefaultHost();
    Container host = name == null ? null : engine.findChild(name);
    if (host == null || !host.getState().isAvailable()) {
      return null;
    }
    if (host.getAccessLog() != null) {
      return host.getAccessLog();
    }
    Container root = host.findChild("");
    return root == null || !root.getState().isAvailable() ? null : root.getAccessLog();
  }
}
