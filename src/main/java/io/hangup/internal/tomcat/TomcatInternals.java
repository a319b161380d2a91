package io.hangup.internal.tomcat;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat keeps to itself of requests, sockets and WebSocket sessions; null, or the answer that
 * says least, where it is not as in {@link TomcatMember}.
 */
public final class TomcatInternals {
  private TomcatInternals() {}

  /** The processor of {@code request}: it does what only the protocol can; null if not known. */
  public static @Nullable Object processor(Request request) {
    return ActionObserver.processor(request);
  }

  /** The socket below {@code request}, which a container's thread works with. */
  public static @Nullable SocketWrapperBase<?> socket(Request request) {
    return TomcatMember.SOCKET.read(processor(request)) instanceof SocketWrapperBase<?> socket
        ? socket
        : null;
  }

  /** The failure to read that Tomcat recorded for {@code request}; asked for each that ends. */
  public static @Nullable Throwable error(Request request) {
    return TomcatMember.REQUEST_ERROR.isThere() ? request.getErrorException() : null;
  }

  /** The failure to write that Tomcat recorded for {@code response}; asked for each that ends. */
  public static @Nullable Throwable error(Response response) {
    return TomcatMember.RESPONSE_ERROR.isThere() ? response.getErrorException() : null;
  }

  /** The failure that Tomcat recorded for {@code socket}; asked of thousands at once. */
  public static @Nullable Throwable error(SocketWrapperBase<?> socket) {
    return TomcatMember.SOCKET_ERROR.isThere() ? socket.getError() : null;
  }

  /** What runs the tasks of the connector that {@code socket} came through. */
  public static @Nullable Executor executor(SocketWrapperBase<?> socket) {
    return TomcatMember.ENDPOINT.read(socket) instanceof AbstractEndpoint<?, ?> endpoint
        ? endpoint.getExecutor()
        : null;
  }

  /** Whether the connector that {@code socket} came through runs; true if not known. */
  public static boolean isServing(SocketWrapperBase<?> socket) {
    return !(TomcatMember.ENDPOINT.read(socket) instanceof AbstractEndpoint<?, ?> endpoint)
        || endpoint.isRunning();
  }

  /**
   * Whether the application has closed the connection that {@code processor} processes, after an
   * upgrade to a protocol of its own; false if not known.
   */
  public static boolean isUpgradeClosed(@Nullable Object processor) {
    return Boolean.TRUE.equals(
        TomcatMember.UPGRADED_INPUT_CLOSED.read(TomcatMember.UPGRADED_INPUT.read(processor)));
  }

  /**
   * Whether {@code request} came through a Unix domain socket, for which Tomcat pretends the
   * address {@code 127.0.0.1}; false if not known.
   */
  static boolean isUnixSocket(Request request) {
    SocketWrapperBase<?> socket = socket(request);
    return socket != null
        && TomcatMember.UNIX_SOCKET.read(TomcatMember.ENDPOINT.read(socket)) != null;
  }

  /** Whether a message is on its way to the other end of {@code session}; false if not known. */
  public static boolean isSending(WsSession session) {
    return TomcatMember.SENDING.read(TomcatMember.REMOTE.read(session)) instanceof Semaphore free
        && free.availablePermits() == 0;
  }

  /**
   * When {@code session} last read from its client, in milliseconds of the system's clock; null if
   * not known.
   */
  public static @Nullable Long lastRead(WsSession session) {
    return (Long) TomcatMember.LAST_READ.read(session);
  }

  /**
   * When the last asynchronous send to {@code session} was to be given up, in milliseconds of the
   * system's clock; -1 if none was, or if not known.
   */
  public static long sendExpiry(WsSession session) {
    return TomcatMember.SEND_EXPIRY.read(TomcatMember.REMOTE.read(session)) instanceof Long millis
        ? millis
        : -1;
  }

  /**
   * Whether Tomcat is notifying the sender just now that an asynchronous send to {@code session}
   * took too long ({@code WsRemoteEndpointImplServer.onTimeout}): it takes the handler, calls it,
   * and closes the socket. Meanwhile the send is the first of those by expiry, or, since Tomcat
   * 10.1.60, off that list, and its completion locked. False if not known.
   */
  public static boolean isGivingUpSend(WsSession session) {
    Object remote = TomcatMember.REMOTE.read(session);
    if (!TomcatMember.SEND_HANDLER.isThere() || TomcatMember.SEND_HANDLER.read(remote) != null) {
      return false;
    }
    return TomcatMember.SEND_COMPLETION.read(remote) instanceof ReentrantLock completion
        ? completion.isLocked()
        : TomcatMember.SENDS_BY_EXPIRY.read(TomcatMember.SEND_TIMEOUTS.read(remote))
                instanceof Set<?> sends
            && isFirst(remote, sends);
  }

  private static boolean isFirst(@Nullable Object element, Set<?> elements) {
    Iterator<?> each = elements.iterator();
    return each.hasNext() && each.next() == element;
  }

  /**
   * Whether the reader of {@code session} waits for its client: else the application is busy with a
   * message, or has suspended reading, and what the client sends meanwhile is not read. False if
   * not known.
   */
  public static boolean isWaitingForClient(WsSession session) {
    Object state = TomcatMember.READ_STATE.read(TomcatMember.FRAMES.read(session));
    return state != null && state.toString().equals("WAITING");
  }
}
