package io.hangup;

import io.hangup.classify.Failure;
import io.hangup.report.WeakIdentityMap;
import java.lang.ref.WeakReference;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Whose failure was told of first. {@code AbstractProcessor.action(CLIENT_FLUSH)} dispatches a
 * failure before it records it on the response; if the response has been given to the next request
 * in between, a polite client is cut short with what somebody else's connection ended with.
 */
final class FailureOwners {
  private static final WeakIdentityMap<Throwable, WeakReference<SocketWrapperBase<?>>> SOCKETS =
      new WeakIdentityMap<>();

  private FailureOwners() {}

  /** Notes that {@code failure} is of {@code socket}, unless it is known to be of another. */
  static void note(@Nullable Throwable failure, @Nullable SocketWrapperBase<?> socket) {
    if (failure != null && socket != null) {
      SOCKETS.putIfAbsent(Failure.root(failure), new WeakReference<>(socket));
    }
  }

  /** Whether {@code failure} is known to be of another socket than {@code socket}. */
  static boolean isAnothers(Throwable failure, @Nullable SocketWrapperBase<?> socket) {
    WeakReference<SocketWrapperBase<?>> owner = SOCKETS.get(Failure.root(failure));
    return owner != null && socket != null && owner.get() != socket;
  }
}
