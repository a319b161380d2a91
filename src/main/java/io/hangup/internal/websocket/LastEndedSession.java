package io.hangup.internal.websocket;

import io.hangup.disconnect.Protocol;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.LiveThrowable;
import io.hangup.internal.classify.ThrowableView;
import io.hangup.internal.connection.ConnectionFinder;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session whose end the current thread has seen last. Where a blocking send fails, Tomcat ends
 * the session first, on the same thread, and then throws ({@code
 * WsRemoteEndpointImplBase.sendMessageBlock}): so this is whose failure it throws.
 */
final class LastEndedSession {
  private static final String SENDER = "org.apache.tomcat.websocket.WsRemoteEndpointImplBase";
  private static final int MAX_FRAMES = 16;
  private static final long NANOS = 1_000_000_000L;

  private static final ThreadLocal<LastEndedSession> OF_THREAD = new ThreadLocal<>();

  private final WeakReference<TrackedSession> session;
  private final long at = System.nanoTime();

  private LastEndedSession(TrackedSession session) {
    this.session = new WeakReference<>(session);
  }

  /** Notes that {@code session} has ended without a good-bye on this thread. */
  static void note(TrackedSession session) {
    OF_THREAD.set(new LastEndedSession(session));
  }

  /** Whether {@code thrown} came out of sending to a WebSocket. */
  static boolean isOfSend(Throwable thrown) {
    List<ThrowableView> chain = LiveThrowable.view(thrown).chain(ConnectionFinder.MAX_LINKS);
    for (int i = chain.size() - 1; i >= 0; i--) {
      if (isOfSend(chain.get(i).frames())) {
        return true;
      }
      Protocol shown = Classifier.protocolOf(chain.get(i));
      if (shown != null && shown != Protocol.WEBSOCKET) {
        // Where it failed is shown, and the frames of one more link are dear.
        return false;
      }
    }
    return false;
  }

  private static boolean isOfSend(List<StackTraceElement> frames) {
    for (int i = 0; i < Math.min(MAX_FRAMES, frames.size()); i++) {
      if (frames.get(i).getClassName().equals(SENDER)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the current thread ends a session because sending to it has failed. */
  static boolean isSending() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(SENDER)));
  }

  /** Tomcat gives the failure to send a session's close frame to its own endpoint, and nobody. */
  static boolean isFailedGoodBye(Throwable failure) {
    for (StackTraceElement frame : LiveThrowable.view(failure).frames()) {
      if (frame.getMethodName().equals("sendCloseMessage")) {
        return frame.getClassName().equals("org.apache.tomcat.websocket.WsSession");
      }
      if (frame.getClassName().equals("org.apache.tomcat.websocket.WsRemoteEndpointBasic")) {
        return false;
      }
    }
    return false;
  }

  /**
   * Whether {@code failure} is that of the answer to a client's own close frame ({@code
   * WsSession.onClose}, RFC 6455 section 5.5.1): the client has said good-bye, and need not wait.
   */
  static boolean isFailedAnswer(Throwable failure) {
    boolean answering = false;
    for (StackTraceElement frame : LiveThrowable.view(failure).frames()) {
      boolean isSessions = frame.getClassName().equals("org.apache.tomcat.websocket.WsSession");
      if (answering) {
        return isSessions && frame.getMethodName().equals("onClose");
      }
      answering = isSessions && frame.getMethodName().equals("sendCloseMessage");
    }
    return false;
  }

  /** The session; null where this thread has seen none end in the last second. */
  static @Nullable TrackedSession find() {
    LastEndedSession last = OF_THREAD.get();
    if (last == null) {
      return null;
    }
    if (System.nanoTime() - last.at > NANOS) {
      OF_THREAD.remove();
      return null;
    }
    return last.session.get();
  }
}
