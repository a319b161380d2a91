package io.hangup.internal.websocket;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.LiveThrowable;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.ConnectionFinder;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.tomcat.TomcatInternals;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** A connection that the application has upgraded to a protocol of its own. */
final class UpgradedConnection implements ClientConnection {
  private static final String STREAMS = "org.apache.coyote.http11.upgrade.UpgradeServlet";
  private static final String INPUT = STREAMS + "InputStream";
  private static final String OUTPUT = STREAMS + "OutputStream";

  private static final long UNTIL_FORGOTTEN_NANOS = 60_000_000_000L;

  private final Client client;
  private final boolean secure;
  private final ClassLoader webapp;
  private final SocketWrapperBase<?> socket;
  private final AtomicReference<@Nullable Disconnect> disconnect = new AtomicReference<>();

  /** What Tomcat processes the connection with; null until it was seen, and while it is at work. */
  private volatile @Nullable Object processor;

  /** When the socket was first seen to be closed, in nanoseconds; by one thread. */
  private @Nullable Long closedAt;

  UpgradedConnection(
      Client client, boolean secure, ClassLoader webapp, SocketWrapperBase<?> socket) {
    this.client = client;
    this.secure = secure;
    this.webapp = webapp;
    this.socket = socket;
  }

  /**
   * Whether {@code thrown} came out of this connection, on a thread that calls its listeners: it
   * was read from, or written to on being notified that it can be. What is written besides, may
   * have been written to another one.
   */
  boolean isOrigin(Throwable thrown) {
    return LiveThrowable.view(thrown).chain(ConnectionFinder.MAX_LINKS).stream()
        .anyMatch(link -> isOrigin(link.frames()));
  }

  private static boolean isOrigin(List<StackTraceElement> frames) {
    boolean written = false;
    for (StackTraceElement frame : frames) {
      String type = frame.getClassName();
      if (type.equals(INPUT)) {
        return !written;
      }
      if (type.equals(OUTPUT)) {
        if (frame.getMethodName().equals("onWritePossible")) {
          return true;
        }
        written = true;
      }
    }
    return false;
  }

  /**
   * The failure that Tomcat recorded for the socket, if nobody has reported it: with NIO2 it
   * notifies no listener of some. Null where there is none, and where the server had closed the
   * connection.
   */
  @Nullable Throwable unreported() {
    return disconnect.get() == null && !isClosedByServer() ? TomcatInternals.error(socket) : null;
  }

  /** Looks for what the connection is processed with, now that it may be at rest. */
  void look() {
    Object current = processor == null ? socket.getCurrentProcessor() : null;
    if (current != null) {
      processor = current;
    }
  }

  /** Whether it has ended so long ago that nobody reports its failure any more. */
  boolean isForgotten(long now) {
    if (closedAt == null && socket.isClosed()) {
      closedAt = now;
    }
    return closedAt != null && now - closedAt > UNTIL_FORGOTTEN_NANOS;
  }

  @Override
  public boolean recorded(Throwable failure) {
    return TomcatInternals.error(socket) == failure;
  }

  @Override
  public boolean isDisconnected() {
    return disconnect.get() != null
        || (TomcatInternals.error(socket) != null && !isClosedByServer());
  }

  /** What the kernel says of a client is said first: a channel that is only closed, we closed. */
  @Override
  public boolean isClosedByServer() {
    if (disconnect.get() != null) {
      return false;
    }
    Throwable failure = TomcatInternals.error(socket);
    return failure == null
        || Classifier.isOnlyClosed(failure)
        || TomcatInternals.isUpgradeClosed(processor);
  }

  @Override
  public Protocol protocol() {
    return Protocol.HTTP_1_1;
  }

  @Override
  public boolean secure() {
    return secure;
  }

  @Override
  public ClassLoader webappLoader() {
    return webapp;
  }

  @Override
  public Client client() {
    return client;
  }

  @Override
  public boolean markReported(Disconnect first) {
    FailureOwners.note(first.thrown(), socket, this);
    return disconnect.compareAndSet(null, first);
  }
}
