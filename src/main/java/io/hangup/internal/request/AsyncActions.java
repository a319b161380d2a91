package io.hangup.internal.request;

import io.hangup.internal.tomcat.ActionObserver;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat does for one asynchronous request: which of its threads works for it, which failure
 * it records, and whether it notifies the application of an error or a timeout.
 */
final class AsyncActions extends ActionObserver {
  /** Weak: a thread keeps it until it works for another request. */
  private static final ThreadLocal<@Nullable WeakReference<AsyncSession>> OF_THREAD =
      new ThreadLocal<>();

  /** Held weakly, and its request with it: Tomcat keeps this for as long as coyote's request. */
  private final WeakReference<AsyncSession> session;

  /** What had failed before the flush that is going on. */
  private @Nullable Throwable failedBefore;

  AsyncActions(AsyncSession session) {
    this.session = new WeakReference<>(session);
  }

  /** The request whose listeners the current thread, one of the container's, may be calling. */
  static @Nullable AsyncRequest ofThisThread() {
    WeakReference<AsyncSession> last = OF_THREAD.get();
    AsyncSession session = last == null ? null : last.get();
    return session != null && session.connection().isOfThisThread() ? session.connection() : null;
  }

  @Override
  protected boolean before(ActionCode code) {
    return switch (code) {
      case ASYNC_IS_ASYNC, ASYNC_ERROR, ASYNC_TIMEOUT, ASYNC_COMPLETE, CLIENT_FLUSH, CLOSE_NOW -> {
        AsyncSession its = session.get();
        // Tomcat may forget a request, and use its objects for the next.
        yield its != null && its.connection().isOpen() && isAwaited(code, its);
      }
      default -> false;
    };
  }

  private boolean isAwaited(ActionCode code, AsyncSession its) {
    AsyncRequest own = its.connection();
    if (code == ActionCode.CLIENT_FLUSH) {
      its.lookSoon();
    } else {
      // Its end may be near, of which Tomcat may notify nobody.
      its.lookAgain();
    }
    if (code == ActionCode.ASYNC_IS_ASYNC) {
      // The first thing that CoyoteAdapter.asyncDispatch asks: the response is still this one's.
      OF_THREAD.set(session);
      own.note(own.ownSocketFailure());
      return false;
    }
    if (code == ActionCode.ASYNC_ERROR) {
      its.failed();
    }
    // Over HTTP/2 the connection's failure is that of all its streams.
    boolean isOwnFlush = code == ActionCode.CLIENT_FLUSH && own.stream() == null;
    if (isOwnFlush) {
      failedBefore = own.writeFailure();
    }
    return isOwnFlush || code == ActionCode.ASYNC_TIMEOUT;
  }

  @Override
  protected void after(ActionCode code, @Nullable Object param) {
    AsyncSession its = session.get();
    if (code == ActionCode.CLIENT_FLUSH && its != null) {
      // Who flushes gets the failure next, on a thread of the application's maybe.
      its.connection().noteFlush(failedBefore);
    } else if (param instanceof AtomicBoolean isTimingOut && isTimingOut.get() && its != null) {
      its.timedOut();
    }
    failedBefore = null;
  }
}
