package io.hangup;

import io.hangup.classify.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat knows of the stream of HTTP/2 below a request. When the connection goes away, {@code
 * Http2UpgradeHandler.close()} resets every stream, and a writer that waits for a window is told of
 * a timeout even if a reset woke it: only the state of stream and connection tells one from the
 * other. Both are private, so this looks at them by reflection, and knows nothing where they are
 * not as in Tomcat 9.0 to 11.0.
 */
final class Http2Stream {
  private Http2Stream() {}

  /** How the client ended the stream; null where it has not, or where that is not known. */
  static @Nullable Kind end(Request request) {
    try {
      Object processor = read(Request.class, request, "hook");
      if (processor == null
          || !processor.getClass().getName().equals("org.apache.coyote.http2.StreamProcessor")) {
        return null;
      }
      if (!"CLOSED_RST_RX".equals(state(read(processor.getClass(), processor, "stream")))) {
        return null;
      }
      return isClosed(read(processor.getClass(), processor, "handler"))
          ? Kind.CONNECTION_CLOSED
          : Kind.STREAM_RESET;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** Whether the response has been sent to its end, as far as Tomcat is concerned. */
  static boolean isComplete(Request request) {
    AtomicBoolean trailersMayFollow = new AtomicBoolean();
    request.action(ActionCode.IS_TRAILER_FIELDS_SUPPORTED, trailersMayFollow);
    return !trailersMayFollow.get();
  }

  private static @Nullable String state(@Nullable Object stream)
      throws ReflectiveOperationException {
    if (stream == null) {
      return null;
    }
    Class<?> type = stream.getClass().getSuperclass();
    Object state = read(type, stream, "state");
    if (state == null) {
      return null;
    }
    Method name = state.getClass().getDeclaredMethod("getCurrentStateName");
    name.setAccessible(true);
    return (String) name.invoke(state);
  }

  private static boolean isClosed(@Nullable Object handler) throws ReflectiveOperationException {
    Class<?> type = handler == null ? null : handler.getClass();
    while (type != null && !type.getSimpleName().equals("Http2UpgradeHandler")) {
      type = type.getSuperclass();
    }
    return type != null
        && handler != null
        && read(type, handler, "connectionState") instanceof AtomicReference<?> state
        && String.valueOf(state.get()).equals("CLOSED");
  }

  private static @Nullable Object read(Class<?> type, Object owner, String name)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
