package io.hangup;

import io.hangup.internals.ActionObserver;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat does for one asynchronous request: which of its threads works for it, which failure
 * it records, and whether it tells the application of an error or a timeout.
 */
final class AsyncActions extends ActionObserver {
  /** Weak: a thread keeps it until it works for another request. */
  private static final ThreadLocal<@Nullable WeakReference<AsyncConnection>> OF_THREAD =
      new ThreadLocal<>();

  private final AsyncConnection connection;
  private final AsyncSession session;
  private final WeakReference<AsyncConnection> noted;

  AsyncActions(AsyncConnection connection, AsyncSession session) {
    this.connection = connection;
    this.session = session;
    noted = new WeakReference<>(connection);
  }

  /** The request whose listeners the current thread, one of the container's, may be calling. */
  static @Nullable AsyncConnection ofThisThread() {
    WeakReference<AsyncConnection> last = OF_THREAD.get();
    AsyncConnection connection = last == null ? null : last.get();
    return connection != null && connection.isOfThisThread() ? connection : null;
  }

  @Override
  protected boolean before(ActionCode code) {
    switch (code) {
      case ASYNC_IS_ASYNC -> {
        // The first thing that CoyoteAdapter.asyncDispatch asks: the response is still this one's.
        OF_THREAD.set(noted);
        connection.note(connection.ownSocketFailure());
        return false;
      }
      case ASYNC_ERROR -> {
        session.failed();
        return false;
      }
      case ASYNC_TIMEOUT -> {
        return true;
      }
      case CLIENT_FLUSH -> {
        // Tomcat may forget a request, and use its objects for the next.
        return connection.isOpen();
      }
      default -> {
        return false;
      }
    }
  }

  @Override
  protected void after(ActionCode code, @Nullable Object param) {
    if (code == ActionCode.CLIENT_FLUSH) {
      // Who flushes is told of a failure next, on a thread of the application's maybe.
      connection.noteFlush();
    } else if (param instanceof AtomicBoolean isTimingOut && isTimingOut.get()) {
      session.timedOut();
    }
  }
}
