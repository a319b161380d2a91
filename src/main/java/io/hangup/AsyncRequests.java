package io.hangup;

import io.hangup.gate.ConnectionFinder;
import io.hangup.report.WeakIdentitySet;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose asynchronous processing goes on, with their sockets: NIO2 hands listeners of
 * the application's failures that the JDK's own threads made, and only the socket that recorded
 * them says whose they are.
 */
final class AsyncRequests {
  private static final String ATTRIBUTE = AsyncRequests.class.getName();

  /** As long as the request holds them, which it does until it is recycled. */
  private final WeakIdentitySet<AsyncConnection> connections = new WeakIdentitySet<>();

  /** Remembers {@code request} until it ends, if it is an asynchronous one. */
  void watch(Request request) {
    if (request.isAsync() && of(request) == null) {
      SocketWrapperBase<?> socket = CoyoteInternals.socket(request.getCoyoteRequest());
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

  /** The request whose socket failed with a link of {@code thrown}'s chain, or null. */
  @Nullable AsyncConnection find(Throwable thrown) {
    return ConnectionFinder.firstInChain(
        thrown, failure -> connections.find(each -> each.recorded(failure)));
  }
}
