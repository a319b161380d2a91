package io.hangup.internal.websocket;

import io.hangup.internal.classify.Classifier;
import io.hangup.internal.connection.Rounds;
import io.hangup.internal.tomcat.TomcatInternals;
import java.lang.ref.WeakReference;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** The socket that one session runs on: what Tomcat knows of it, and whether it still has it. */
final class SessionSocket {
  private volatile @Nullable SocketWrapperBase<?> wrapper;
  private volatile @Nullable WeakReference<Throwable> recorded;

  /** When it was first seen to have ended, in nanoseconds. */
  private volatile @Nullable Long closedAt;

  void runsOn(SocketWrapperBase<?> tomcats) {
    wrapper = tomcats;
  }

  /** Tomcat's object; null before the handshake has ended. */
  @Nullable SocketWrapperBase<?> wrapper() {
    return wrapper;
  }

  /** What Tomcat recorded as its failure; null where it has none. */
  @Nullable Throwable failure() {
    SocketWrapperBase<?> known = wrapper;
    return known == null ? null : TomcatInternals.error(known);
  }

  /** Takes {@code failure} for this socket's, though Tomcat has no record of it. */
  void recordFailure(Throwable failure) {
    recorded = new WeakReference<>(failure);
  }

  /** Whether {@code failure} itself is this socket's. */
  boolean failedWith(Throwable failure) {
    WeakReference<Throwable> own = recorded;
    return failure() == failure || (own != null && own.refersTo(failure));
  }

  boolean isClosed() {
    SocketWrapperBase<?> known = wrapper;
    return known != null && known.isClosed();
  }

  /** Whether its connector has closed it with all that it had, before anything failed. */
  boolean isClosedByServer() {
    return isStopped() && isUnhurt(failure());
  }

  /** Whether its connector has been stopped before anything failed but reading, with an end. */
  boolean isStoppedUnhurt() {
    Throwable failure = failure();
    return isStopped() && (failure == null || isUnhurt(failure) || Classifier.isEnd(failure));
  }

  private static boolean isUnhurt(@Nullable Throwable failure) {
    return failure == null || Classifier.isOnlyClosed(failure);
  }

  private boolean isStopped() {
    SocketWrapperBase<?> known = wrapper;
    return known != null && !TomcatInternals.isServing(known);
  }

  /** Has {@link #isForgotten} count from the next question on. By the thread that asks that. */
  void isInUse() {
    closedAt = null;
  }

  /**
   * Of a socket that has ended: whether this was asked first so long ago that Tomcat would have
   * notified the endpoint by now. By one thread at a time.
   */
  boolean isForgotten() {
    Long since = closedAt;
    if (since == null) {
      closedAt = System.nanoTime();
      return false;
    }
    return System.nanoTime() - since > Rounds.GRACE_NANOS;
  }
}
