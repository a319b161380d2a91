package io.hangup;

import io.hangup.classify.Kind;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat knows of the stream of HTTP/2 below a request. When the connection goes away, {@code
 * Http2UpgradeHandler.close()} resets every stream, and a writer that waits for a window is told of
 * a timeout even if a reset woke it: only the state of stream and connection tells one from the
 * other.
 */
final class Http2Stream {
  private Http2Stream() {}

  /** How the client ended the stream; null where it has not, or where that is not known. */
  static @Nullable Kind end(Request request) {
    AbstractProcessor processor = CoyoteInternals.processor(request);
    if (processor == null
        || !processor.getClass().getName().equals("org.apache.coyote.http2.StreamProcessor")) {
      return null;
    }
    Class<?> type = processor.getClass();
    if (!"CLOSED_RST_RX".equals(state(CoyoteInternals.field(type, processor, "stream")))) {
      return null;
    }
    return isClosed(CoyoteInternals.field(type, processor, "handler"))
        ? Kind.CONNECTION_CLOSED
        : Kind.STREAM_RESET;
  }

  /** Whether the response has been sent to its end, as far as Tomcat is concerned. */
  static boolean isComplete(Request request) {
    AtomicBoolean trailersMayFollow = new AtomicBoolean();
    request.action(ActionCode.IS_TRAILER_FIELDS_SUPPORTED, trailersMayFollow);
    return !trailersMayFollow.get();
  }

  private static @Nullable Object state(@Nullable Object stream) {
    Class<?> type = stream == null ? null : stream.getClass().getSuperclass();
    Object machine = CoyoteInternals.field(type, stream, "state");
    Class<?> machineType = machine == null ? null : machine.getClass();
    return CoyoteInternals.call(machineType, machine, "getCurrentStateName");
  }

  private static boolean isClosed(@Nullable Object handler) {
    Class<?> type = handler == null ? null : handler.getClass();
    while (type != null && !type.getSimpleName().equals("Http2UpgradeHandler")) {
      type = type.getSuperclass();
    }
    return CoyoteInternals.field(type, handler, "connectionState")
            instanceof AtomicReference<?> state
        && String.valueOf(state.get()).equals("CLOSED");
  }
}
