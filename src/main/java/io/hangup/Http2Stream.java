package io.hangup;

import io.hangup.classify.Kind;
import io.hangup.internals.TomcatInternals;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.coyote.AbstractProcessor;
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
    AbstractProcessor processor = TomcatInternals.processor(request);
    if (processor == null
        || !processor.getClass().getName().equals("org.apache.coyote.http2.StreamProcessor")) {
      return null;
    }
    Class<?> type = processor.getClass();
    Object stream = TomcatInternals.field(type, processor, "stream");
    return stream == null
        ? null
        : new Http2Stream(stream, TomcatInternals.field(type, processor, "handler"));
  }

  /** How the client ended the stream; null where it has not, or where that is not known. */
  @Nullable Kind end() {
    if (!"CLOSED_RST_RX".equals(state())) {
      return null;
    }
    return isClosed(handler) ? Kind.CONNECTION_CLOSED : Kind.STREAM_RESET;
  }

  /** Whether either side may still send; false where that is not known. */
  boolean isOpen() {
    Object state = state();
    return state != null && !state.toString().startsWith("CLOSED");
  }

  /**
   * Whether a message of Tomcat's is about this stream: they begin with the numbers of connection
   * and stream, in every language ({@code Connection [25], Stream [1], ...}).
   */
  boolean isNamedIn(String message) {
    int connection = message.indexOf('[');
    int id = message.indexOf('[', connection + 1);
    return id > 0
        && message.startsWith("[" + number("getConnectionId") + "]", connection)
        && message.startsWith("[" + number("getIdAsString") + "]", id);
  }

  private @Nullable Object number(String method) {
    return TomcatInternals.call(
        TomcatInternals.superclass(stream, "AbstractStream"), stream, method);
  }

  /** Whether the response has been sent to its end, as far as Tomcat is concerned. */
  boolean isComplete() {
    Object trailersMayFollow =
        TomcatInternals.call(stream.getClass(), stream, "isTrailerFieldsSupported");
    return Boolean.FALSE.equals(trailersMayFollow);
  }

  private @Nullable Object state() {
    Object machine = TomcatInternals.field(stream.getClass().getSuperclass(), stream, "state");
    Class<?> type = machine == null ? null : machine.getClass();
    return TomcatInternals.call(type, machine, "getCurrentStateName");
  }

  private static boolean isClosed(@Nullable Object handler) {
    Class<?> type = TomcatInternals.superclass(handler, "Http2UpgradeHandler");
    return TomcatInternals.field(type, handler, "connectionState")
            instanceof AtomicReference<?> state
        && String.valueOf(state.get()).equals("CLOSED");
  }

  /** Two views of one stream are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Http2Stream that && that.stream == stream;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(stream);
  }
}
