package io.hangup;

import io.hangup.classify.Failure;
import io.hangup.gate.ConnectionFinder;
import io.hangup.report.WeakIdentitySet;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.apache.catalina.connector.Request;
import org.apache.coyote.AbstractProcessor;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose asynchronous processing goes on, with their sockets: NIO2 hands listeners of
 * the application's failures that the JDK's own threads made, and only the socket that recorded
 * them says whose they are.
 */
final class AsyncRequests implements ConnectionFinder {
  private static final String ATTRIBUTE = AsyncRequests.class.getName();
  private static final int MAX_LINKS = 8;

  /** As long as the request holds them, which it does until it is recycled. */
  private final WeakIdentitySet<AsyncConnection> connections = new WeakIdentitySet<>();

  /** Remembers {@code request} until it ends, if it is an asynchronous one. */
  void watch(Request request) {
    if (request.isAsync() && of(request) == null) {
      SocketWrapperBase<?> socket = socket(request);
      if (socket != null) {
        AsyncConnection connection = new AsyncConnection(request, socket);
        request.getCoyoteRequest().setAttribute(ATTRIBUTE, connection);
        connections.add(connection);
      }
    }
  }

  static @Nullable AsyncConnection of(Request request) {
    return request.getCoyoteRequest().getAttribute(ATTRIBUTE) instanceof AsyncConnection found
        ? found
        : null;
  }

  @Override
  public @Nullable AsyncConnection find(Throwable thrown) {
    Failure link = Failure.of(thrown);
    for (int i = 0; i < MAX_LINKS && link != null; i++) {
      // Tomcat records nothing but I/O failures.
      if (link.thrown() instanceof IOException failure) {
        AsyncConnection found = connections.find(each -> each.recorded(failure));
        if (found != null) {
          return found;
        }
      }
      link = link.cause();
    }
    return null;
  }

  /** {@code AbstractProcessor.getSocketWrapper()}, which Tomcat shows to its own kind only. */
  private static @Nullable SocketWrapperBase<?> socket(Request request) {
    try {
      Field hook = org.apache.coyote.Request.class.getDeclaredField("hook");
      hook.setAccessible(true);
      Method getSocket = AbstractProcessor.class.getDeclaredMethod("getSocketWrapper");
      getSocket.setAccessible(true);
      return hook.get(request.getCoyoteRequest()) instanceof AbstractProcessor processor
          ? (SocketWrapperBase<?>) getSocket.invoke(processor)
          : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
