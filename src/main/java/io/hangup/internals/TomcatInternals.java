package io.hangup.internals;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat keeps to itself, by reflection; each is null where it is not as in Tomcat 9.0 to
 * 11.0, and then less is known of a disconnect.
 */
public final class TomcatInternals {
  private static final ClassValue<Map<String, Optional<Field>>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<Field>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private TomcatInternals() {}

  /**
   * What cannot be done with this Tomcat, in words for a log line; empty with those it is made for.
   */
  public static List<String> missing() {
    return Internal.missing(TomcatInternals.class.getClassLoader());
  }

  /** The processor of {@code request}: of an HTTP/1.1 or AJP connection, or a stream of HTTP/2. */
  public static @Nullable AbstractProcessor processor(Request request) {
    return field(Request.class, request, "hook") instanceof AbstractProcessor processor
        ? processor
        : null;
  }

  /** The socket below {@code request}, which a container's thread works with. */
  public static @Nullable SocketWrapperBase<?> socket(Request request) {
    AbstractProcessor processor = processor(request);
    return processor != null
            && call(AbstractProcessor.class, processor, "getSocketWrapper")
                instanceof SocketWrapperBase<?> socket
        ? socket
        : null;
  }

  /** What runs the tasks of the connector that {@code socket} came through. */
  public static @Nullable Executor executor(SocketWrapperBase<?> socket) {
    return call(SocketWrapperBase.class, socket, "getEndpoint")
            instanceof AbstractEndpoint<?, ?> endpoint
        ? endpoint.getExecutor()
        : null;
  }

  /** Whether a message is on its way to the other end of {@code session}; false if not known. */
  public static boolean isSending(WsSession session) {
    Object remote = field(WsSession.class, session, "wsRemoteEndpoint");
    return field(superclass(remote, "WsRemoteEndpointImplBase"), remote, "messagePartInProgress")
            instanceof Semaphore free
        && free.availablePermits() == 0;
  }

  /**
   * When {@code session} last read from its client, in milliseconds of the system's clock; null if
   * not known.
   */
  public static @Nullable Long lastRead(WsSession session) {
    return field(WsSession.class, session, "lastActiveRead") instanceof Long millis ? millis : null;
  }

  /**
   * When the last asynchronous send to {@code session} was to be given up, in milliseconds of the
   * system's clock; -1 if none was, or if not known.
   */
  public static long sendExpiry(WsSession session) {
    Object remote = field(WsSession.class, session, "wsRemoteEndpoint");
    Class<?> type = superclass(remote, "WsRemoteEndpointImplServer");
    return field(type, remote, "timeoutExpiry") instanceof Long millis ? millis : -1;
  }

  /**
   * Whether the reader of {@code session} waits for its client: else the application is busy with a
   * message, or has suspended reading, and what the client sends meanwhile is not read. False if
   * not known.
   */
  public static boolean isWaitingForClient(WsSession session) {
    Object frames = field(WsSession.class, session, "wsFrame");
    Object state = field(superclass(frames, "WsFrameBase"), frames, "readState");
    return state != null && state.toString().equals("WAITING");
  }

  /** The class of {@code owner}, or the one above it, with that simple name; null if none has. */
  public static @Nullable Class<?> superclass(@Nullable Object owner, String simpleName) {
    Class<?> type = owner == null ? null : owner.getClass();
    while (type != null && !type.getSimpleName().equals(simpleName)) {
      type = type.getSuperclass();
    }
    return type;
  }

  /** The value of a field that {@code type} declares. */
  public static @Nullable Object field(
      @Nullable Class<?> type, @Nullable Object owner, String name) {
    Field field = type == null || owner == null ? null : find(type, name);
    try {
      return field == null ? null : field.get(owner);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** The field, found once for each class; some are read several times a second. */
  private static @Nullable Field find(Class<?> type, String name) {
    Map<String, Optional<Field>> known = FIELDS.get(type);
    Optional<Field> field = known.get(name);
    if (field == null) {
      field = lookUp(type, name);
      known.put(name, field);
    }
    return field.orElse(null);
  }

  private static Optional<Field> lookUp(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return Optional.of(field);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** What a method without parameters that {@code type} declares returns. */
  public static @Nullable Object call(
      @Nullable Class<?> type, @Nullable Object owner, String name) {
    if (type == null || owner == null) {
      return null;
    }
    try {
      Method method = type.getDeclaredMethod(name);
      method.setAccessible(true);
      return method.invoke(owner);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
