package io.hangup.internal.request;

import io.hangup.disconnect.Kind;
import io.hangup.internal.tomcat.TomcatInternals;
import io.hangup.internal.tomcat.TomcatMember;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat knows of the stream of HTTP/2 below a request. When the connection goes away, {@code
 * Http2UpgradeHandler.close()} resets every stream, and a writer that waits for a window gets a
 * timeout even if a reset woke it: only the state of stream and connection distinguishes one from
 * the other. {@code close()} does so whoever ended the connection, and without counting the stream
 * as no longer active, as it does for a RST_STREAM of the client's.
 */
final class Http2Stream {
  private static final String RESET_RECEIVED = "CLOSED_RST_RX";
  private static final String RESET_SENT = "CLOSED_RST_TX";
  private static final String ASYNC_HANDLER = "Http2AsyncUpgradeHandler";

  private final Object stream;
  private final Request request;
  private final @Nullable Object handler;

  /** Once it was asked for. */
  private @Nullable String name;

  private Http2Stream(Object stream, Request request, @Nullable Object handler) {
    this.stream = stream;
    this.request = request;
    this.handler = handler;
  }

  /** The stream of {@code request}; null where it came over another protocol. */
  static @Nullable Http2Stream of(Request request) {
    Object processor = TomcatInternals.processor(request);
    Object stream = TomcatMember.STREAM.read(processor);
    return stream == null
        ? null
        : new Http2Stream(stream, request, TomcatMember.STREAM_HANDLER.read(processor));
  }

  /** How the client ended the stream; null where it has not, or where that is not known. */
  @Nullable Kind end() {
    String state = state();
    if (!RESET_RECEIVED.equals(state)) {
      return null;
    }
    if (!endedWithConnection(state)) {
      return Kind.STREAM_RESET;
    }
    return isSentAway() ? null : Kind.CONNECTION_CLOSED;
  }

  /** What {@link #end()} says, in words. */
  static String words(Kind end) {
    return end == Kind.STREAM_RESET ? "the stream was reset" : "the connection was closed";
  }

  /**
   * Whether this server ended it: Tomcat reset the stream, or sent the connection away, as it does
   * for a breach of the protocol and for too much overhead, before the client reset the stream;
   * false where not known.
   */
  boolean isEndedByServer() {
    String state = state();
    return RESET_SENT.equals(state) || (endedWithConnection(state) && isSentAway());
  }

  /** Whether this server has ended the connection, which is closed. */
  private boolean isSentAway() {
    SocketWrapperBase<?> socket = TomcatInternals.socket(request);
    return isOverburdened(handler)
        || (socket != null && isOfAsyncIo(handler) && ServerEnds.isClosedUnhurt(socket));
  }

  /** Whether whatever ends the connection from outside is recorded with its socket. */
  private static boolean isOfAsyncIo(@Nullable Object handler) {
    return handler != null && handler.getClass().getSimpleName().equals(ASYNC_HANDLER);
  }

  /** Whether it was reset because its connection was closed, and not before that. */
  private boolean endedWithConnection(@Nullable String state) {
    return RESET_RECEIVED.equals(state) && !hasLeft() && isClosed(handler);
  }

  /**
   * Whether it has left the active streams, and not because it has ended on both sides: Tomcat
   * takes it for ended as soon as its last frame waits to be sent.
   */
  private boolean hasLeft() {
    return !isComplete()
        && TomcatMember.STREAM_LEFT_ACTIVE.read(stream) instanceof AtomicBoolean left
        && left.get();
  }

  /** As {@code Http2UpgradeHandler.isOverheadLimitExceeded()} does: the count only grows then. */
  private static boolean isOverburdened(@Nullable Object handler) {
    return TomcatMember.STREAM_OVERHEAD.read(handler) instanceof AtomicLong count
        && count.get() > 0;
  }

  /** Whether either side has reset it, or its connection is closed; false where not known. */
  boolean isReset() {
    String state = state();
    return state != null && state.startsWith("CLOSED_RST");
  }

  /**
   * Whether a message of Tomcat's is about this stream: they begin with the numbers of connection
   * and stream, in every language ({@code Connection [25], Stream [1], ...}).
   */
  boolean isNamedIn(String message) {
    return name().equals(nameIn(message));
  }

  /** What Tomcat's messages call this stream: the numbers of connection and stream. */
  String name() {
    String known = name;
    if (known == null) {
      known =
          TomcatMember.STREAM_CONNECTION_ID.read(stream)
              + "/"
              + TomcatMember.STREAM_ID.read(stream);
      name = known;
    }
    return known;
  }

  /** The {@link #name} of the stream that a message of Tomcat's is about; null where of none. */
  static @Nullable String nameIn(String message) {
    int connection = message.indexOf('[');
    int connectionEnd = message.indexOf(']', connection + 1);
    int id = message.indexOf('[', connectionEnd + 1);
    int idEnd = message.indexOf(']', id + 1);
    return connection >= 0 && connectionEnd > connection && id > connectionEnd && idEnd > id
        ? message.substring(connection + 1, connectionEnd) + "/" + message.substring(id + 1, idEnd)
        : null;
  }

  /** Whether the response has been sent to its end, as far as Tomcat is concerned. */
  boolean isComplete() {
    return Boolean.FALSE.equals(TomcatMember.STREAM_TRAILERS.read(stream));
  }

  private @Nullable String state() {
    Object machine = TomcatMember.STREAM_STATES.read(stream);
    if (machine == null) {
      return null;
    }
    // The lock of StreamStateMachine's own methods.
    synchronized (machine) {
      return TomcatMember.STREAM_STATE.read(machine) instanceof Enum<?> state ? state.name() : null;
    }
  }

  private static boolean isClosed(@Nullable Object handler) {
    return TomcatMember.STREAM_CONNECTION_STATE.read(handler) instanceof AtomicReference<?> state
        && String.valueOf(state.get()).equals("CLOSED");
  }
}
