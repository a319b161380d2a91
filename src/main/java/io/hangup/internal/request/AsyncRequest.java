package io.hangup.internal.request;

import io.hangup.disconnect.Phase;
import io.hangup.internal.tomcat.ActionObserver;
import io.hangup.internal.tomcat.TomcatInternals;
import io.hangup.internal.tomcat.TomcatMember;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** The connection of a request that is processed asynchronously, until {@link #end()}. */
final class AsyncRequest extends DetachedRequest {
  static final String ATTRIBUTE = AsyncRequest.class.getName();

  private final org.apache.coyote.Request request;
  private final ClassLoader webapp;
  private final boolean writes;
  private volatile @Nullable ActionObserver observer;

  /** Its session, which nothing else keeps once its web application stops. */
  @SuppressWarnings("UnusedVariable")
  private @Nullable Object session;

  private volatile boolean ended;

  AsyncRequest(Request request, SocketWrapperBase<?> socket) {
    super(request, socket);
    this.request = request.getCoyoteRequest();
    webapp = request.getContext().getLoader().getClassLoader();
    writes = response().getWriteListener() != null;
  }

  /** That of {@code request}; null where it is not processed asynchronously. */
  static @Nullable AsyncRequest of(Request request) {
    return request.getCoyoteRequest().getAttribute(ATTRIBUTE) instanceof AsyncRequest found
        ? found
        : null;
  }

  private org.apache.coyote.Response response() {
    return request.getResponse();
  }

  @Override
  public @Nullable Duration elapsed() {
    return isOpen() ? RequestFacts.elapsed(request) : null;
  }

  /** Tomcat records it with the socket or with the request; the application has no way to them. */
  @Override
  public boolean recorded(Throwable failure) {
    return isOpen()
        && (socketFailure() == failure || RecordedFailures.contain(request, response(), failure));
  }

  @Override
  public @Nullable Phase recordedPhase(@Nullable Throwable root) {
    return isOpen() ? RecordedFailures.phase(request, response(), root) : null;
  }

  @Override
  public boolean isDisconnected() {
    return reported() != null
        || (isOpen()
            && RecordedFailures.containDisconnect(request, response())
            && !isClosedByServer());
  }

  @Override
  public boolean isNamedIn(String message) {
    Http2Stream stream = stream();
    return stream != null && stream.isNamedIn(message);
  }

  /**
   * Whether it has ended, or the client has gone: in the moments between the two Tomcat notifies
   * the application of it, if it does.
   */
  boolean isGone() {
    return hasLeft() || !isOpen();
  }

  /** Whether the client has gone, as far as the socket or the stream shows it. */
  boolean hasLeft() {
    Http2Stream stream = stream();
    return isSocketClosed() || (stream != null && stream.isReset());
  }

  @Override
  @Nullable Throwable failure() {
    if (!isOpen()) {
      return null;
    }
    Throwable first = RecordedFailures.first(request, response());
    // As CurrentRequest.lostSocket says.
    return first == null ? ownSocketFailure() : first;
  }

  /** Whether coyote's request, which Tomcat may use again, is still this one. */
  boolean isOpen() {
    return !ended && request.getAttribute(ATTRIBUTE) == this;
  }

  /** Whether the current thread is the container's, calling the request's listeners. */
  boolean isOfThisThread() {
    return isOpen() && Boolean.TRUE.equals(TomcatMember.REQUEST_THREAD.read(request));
  }

  @Override
  public Phase presumedPhase() {
    return writes ? Phase.WRITE : Phase.READ;
  }

  @Override
  public ClassLoader webappLoader() {
    return webapp;
  }

  /** What Tomcat recorded as the failure to write; null where it did not. */
  @Nullable Throwable writeFailure() {
    return TomcatInternals.error(response());
  }

  /**
   * Notes that what a flush has just failed with is this connection's, whosever response Tomcat has
   * recorded it with: that may have been given to the next request meanwhile.
   *
   * @param before what was recorded before the flush
   */
  void noteFlush(@Nullable Throwable before) {
    Throwable failure = writeFailure();
    if (failure != before) {
      note(failure);
    }
  }

  /**
   * Has {@code actions} notified of what Tomcat does for the request until {@link #end()}.
   *
   * @param its the session, which they hold weakly
   */
  void observe(ActionObserver actions, Object its) {
    session = its;
    actions.observe(request, response());
    observer = actions;
  }

  /** Called on the request's own thread, before Tomcat uses coyote's request again. */
  void end() {
    ActionObserver actions = observer;
    if (actions != null) {
      actions.leave(request, response());
      observer = null;
    }
    ended();
  }

  /** Called on any thread, where Tomcat may use coyote's request for another by now. */
  void ended() {
    ended = true;
  }
}
