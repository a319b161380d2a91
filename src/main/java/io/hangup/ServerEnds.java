package io.hangup;

import io.hangup.classify.Classifier;
import io.hangup.internals.TomcatInternals;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Ends of connections and streams that are this server's doing. */
final class ServerEnds {
  private ServerEnds() {}

  /** Whether the first failure of {@code socket} is that its peer has gone. */
  static boolean followLoss(@Nullable SocketWrapperBase<?> socket) {
    Throwable failure = socket == null ? null : TomcatInternals.error(socket);
    return failure != null && Classifier.isLoss(failure);
  }

  /**
   * Whether the server ended {@code stream}, or closes {@code socket} with all that its connector
   * has, and nothing on record shows that the client had gone before.
   *
   * @param recorded what Tomcat recorded as the first failure, if anything
   */
  static boolean explain(
      @Nullable SocketWrapperBase<?> socket,
      @Nullable Http2Stream stream,
      @Nullable Throwable recorded) {
    boolean ended =
        (stream != null && stream.isEndedByServer())
            || (socket != null && !TomcatInternals.isServing(socket));
    return ended && (recorded == null || Classifier.isOnlyClosed(recorded));
  }
}
