package io.hangup;

import io.hangup.classify.Classifier;
import io.hangup.gate.ConnectionFinder;
import io.hangup.internals.TomcatInternals;
import io.hangup.report.WeakIdentitySet;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose asynchronous processing goes on: neither the application's threads that write
 * to them nor the container's that call their listeners pass the Valve.
 */
final class AsyncRequests {
  static final String ATTRIBUTE = AsyncRequests.class.getName();

  /** As long as the request holds them, which it does until it is recycled. */
  private final WeakIdentitySet<LastingConnection> connections = new WeakIdentitySet<>();

  /** Remembers {@code request} until it ends, if it is an asynchronous one. */
  void watch(Request request) {
    if (request.isAsync() && of(request) == null) {
      SocketWrapperBase<?> socket = TomcatInternals.socket(request.getCoyoteRequest());
      if (socket != null) {
        LastingConnection connection = LastingConnection.ofAsync(request, socket);
        request.getCoyoteRequest().setAttribute(ATTRIBUTE, connection);
        connections.add(connection);
      }
    }
  }

  static @Nullable LastingConnection of(Request request) {
    return request.getCoyoteRequest().getAttribute(ATTRIBUTE) instanceof LastingConnection found
        ? found
        : null;
  }

  /**
   * The request that recorded a link of {@code thrown}'s chain as its failure, or whose stream a
   * link names, or for which the current thread works; null where there is none.
   *
   * @param byThread whether the thread is to be asked
   */
  @Nullable LastingConnection find(Throwable thrown, boolean byThread) {
    LastingConnection recorded =
        ConnectionFinder.firstInChain(
            thrown, failure -> connections.find(each -> each.recorded(failure)));
    if (recorded != null) {
      return recorded;
    }
    // Once for all of them: there may be thousands, and nearly no failure names one.
    List<String> messages = Classifier.ownMessages(thrown);
    LastingConnection named =
        messages.isEmpty()
            ? null
            : connections.find(each -> messages.stream().anyMatch(each::isNamedIn));
    return named != null || !byThread ? named : connections.find(LastingConnection::isOfThisThread);
  }
}
