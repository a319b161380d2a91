package io.hangup;

import io.hangup.classify.Kind;
import io.hangup.internals.Internal;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat knows of the stream of HTTP/2 below a request. When the connection goes away, {@code
 * Http2UpgradeHandler.close()} resets every stream, and a writer that waits for a window is told of
 * a timeout even if a reset woke it: only the state of stream and connection tells one from the
 * other.
 */
final class Http2Stream {
  private final Object stream;
  private final @Nullable Object handler;

  private Http2Stream(Object stream, @Nullable Object handler) {
    this.stream = stream;
    this.handler = handler;
  }

  /** The stream of {@code request}; null where it came over another protocol. */
  static @Nullable Http2Stream of(Request request) {
    Object processor = Internal.PROCESSOR.of(request);
    Object stream = Internal.STREAM.of(processor);
    return stream == null ? null : new Http2Stream(stream, Internal.STREAM_HANDLER.of(processor));
  }

  /** How the client ended the stream; null where it has not, or where that is not known. */
  @Nullable Kind end() {
    if (!"CLOSED_RST_RX".equals(state())) {
      return null;
    }
    return isClosed(handler) ? Kind.CONNECTION_CLOSED : Kind.STREAM_RESET;
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
    int connection = message.indexOf('[');
    int id = message.indexOf('[', connection + 1);
    return id > 0
        && message.startsWith("[" + Internal.STREAM_CONNECTION_ID.of(stream) + "]", connection)
        && message.startsWith("[" + Internal.STREAM_ID.of(stream) + "]", id);
  }

  /** Whether the response has been sent to its end, as far as Tomcat is concerned. */
  boolean isComplete() {
    return Boolean.FALSE.equals(Internal.STREAM_TRAILERS.of(stream));
  }

  private @Nullable String state() {
    Object machine = Internal.STREAM_STATES.of(stream);
    if (machine == null) {
      return null;
    }
    // The lock of StreamStateMachine's own methods.
    synchronized (machine) {
      return Internal.STREAM_STATE.of(machine) instanceof Enum<?> state ? state.name() : null;
    }
  }

  private static boolean isClosed(@Nullable Object handler) {
    return Internal.STREAM_CONNECTION_STATE.of(handler) instanceof AtomicReference<?> state
        && String.valueOf(state.get()).equals("CLOSED");
  }
}
