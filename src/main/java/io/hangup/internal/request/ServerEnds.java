package io.hangup.internal.request;

import io.hangup.internal.classify.Classifier;
import io.hangup.internal.jvm.WeakIdentityMap;
import io.hangup.internal.tomcat.TomcatInternals;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Ends of connections and streams that are this server's doing. */
final class ServerEnds {
  private static final String READER = "org.apache.coyote.http2.Http2AsyncParser";
  private static final int MAX_FRAMES = 16;
  private static final long MOMENT_NANOS = 5_000_000;

  /** Sockets that have been closed without a failure, and when that was first seen. */
  private static final WeakIdentityMap<SocketWrapperBase<?>, Long> CLOSED = new WeakIdentityMap<>();

  private ServerEnds() {}

  /** Whether the first failure of {@code socket} is that its peer has gone. */
  static boolean followLoss(@Nullable SocketWrapperBase<?> socket) {
    Throwable failure = socket == null ? null : TomcatInternals.error(socket);
    return failure != null && Classifier.isLoss(failure);
  }

  /**
   * Whether {@code socket}, which a connection of HTTP/2 reads asynchronously, was closed by this
   * server before anything failed on it: the end of the client's side is recorded as a failure.
   * Where the client had sent a GOAWAY, Tomcat closes as well, but tries to read on and fails. That
   * is a moment later than the streams hear of it, so this may wait for it: once for each socket.
   */
  static boolean isClosedUnhurt(SocketWrapperBase<?> socket) {
    Throwable failure = TomcatInternals.error(socket);
    if (failure == null) {
      CLOSED.putIfAbsent(socket, System.nanoTime());
      Long since = CLOSED.get(socket);
      while (failure == null && since != null && System.nanoTime() - since < MOMENT_NANOS) {
        LockSupport.parkNanos(MOMENT_NANOS / 50);
        failure = TomcatInternals.error(socket);
      }
    }
    return failure == null
        || (failure instanceof ClosedChannelException && !isOfReader(failure.getStackTrace()));
  }

  private static boolean isOfReader(StackTraceElement[] frames) {
    return Stream.of(frames)
        .limit(MAX_FRAMES)
        .anyMatch(frame -> frame.getClassName().equals(READER));
  }

  /**
   * Whether the server ended the stream, or closes {@code socket} with all that its connector has,
   * and nothing on record shows that the client had gone before.
   *
   * @param endsStream whether it ended the stream of HTTP/2
   * @param recorded what Tomcat recorded as the first failure, if anything
   */
  static boolean explain(
      @Nullable SocketWrapperBase<?> socket, boolean endsStream, @Nullable Throwable recorded) {
    boolean ended = endsStream || (socket != null && !TomcatInternals.isServing(socket));
    return ended && (recorded == null || Classifier.isOnlyClosed(recorded));
  }
}
