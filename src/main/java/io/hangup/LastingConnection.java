package io.hangup;

import io.hangup.classify.Client;
import io.hangup.classify.ClientConnection;
import io.hangup.classify.Disconnect;
import io.hangup.classify.Kind;
import io.hangup.classify.Phase;
import io.hangup.classify.Protocol;
import io.hangup.internals.Internal;
import io.hangup.internals.TomcatInternals;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a request that goes on after its pipeline: one that is processed
 * asynchronously, or one whose file Tomcat has yet to send.
 */
final class LastingConnection implements ClientConnection {
  private final org.apache.coyote.Request request;
  private final org.apache.coyote.Response response;
  private final SocketWrapperBase<?> socket;
  private final @Nullable Http2Stream stream;
  private final Protocol protocol;
  private final boolean secure;
  private final Client client;
  private final @Nullable ClassLoader webapp;
  private final boolean sendsFile;
  private final boolean writes;
  private final AtomicReference<@Nullable Disconnect> told = new AtomicReference<>();
  private volatile boolean ended;

  private LastingConnection(Request request, SocketWrapperBase<?> socket, boolean sendsFile) {
    this.request = request.getCoyoteRequest();
    this.response = request.getResponse().getCoyoteResponse();
    this.socket = socket;
    stream = Http2Stream.of(this.request);
    RequestConnection now = RequestConnection.begin(request, request.getResponse());
    protocol = now.protocol();
    secure = now.secure();
    client = now.client();
    // Nobody asks for a file's, and a slow client must not keep a stopped application alive.
    webapp = sendsFile ? null : now.webapp();
    now.end();
    this.sendsFile = sendsFile;
    writes = sendsFile || response.getWriteListener() != null;
  }

  /** The connection of a request that is processed asynchronously, until {@link #end()}. */
  static LastingConnection ofAsync(Request request, SocketWrapperBase<?> socket) {
    return new LastingConnection(request, socket, false);
  }

  /** The connection of a request that has ended but for the file that is its response. */
  static LastingConnection ofFile(Request request, SocketWrapperBase<?> socket) {
    return new LastingConnection(request, socket, true);
  }

  /** Tomcat records it with the socket or with the request; the application has no way to them. */
  @Override
  public boolean recorded(Throwable failure) {
    if (sendsFile) {
      return failure() == failure;
    }
    return isOpen()
        && (TomcatInternals.error(socket) == failure
            || RecordedFailures.contain(request, response, failure));
  }

  @Override
  public boolean hasFailed() {
    return told.get() != null
        || (isOpen() && RecordedFailures.containDisconnect(request, response));
  }

  @Override
  public boolean isAnothers(Throwable failure) {
    return recorded(failure) && FailureOwners.isAnothers(failure, socket);
  }

  @Override
  public boolean isNamedIn(String message) {
    return stream != null && stream.isNamedIn(message);
  }

  /**
   * Whether it has ended, or the client has gone: in the moments between the two Tomcat tells the
   * application of it, if it does.
   */
  boolean isGone() {
    return !isOpen() || socket.isClosed() || streamEnd() != null;
  }

  /** Whether nothing more can be sent to the client. A stream of HTTP/2 may be reset alone. */
  boolean isClosed() {
    return socket.isClosed() || (stream != null && stream.isReset());
  }

  /** What Tomcat recorded as its failure; null where it did not, or where it uses it again. */
  @Nullable Throwable failure() {
    if (sendsFile) {
      return stream == null ? TomcatInternals.error(socket) : null;
    }
    return isOpen() ? RecordedFailures.first(request, response) : null;
  }

  /** Whether coyote's request, which Tomcat may use again, is still this one. */
  private boolean isOpen() {
    return !ended && request.getAttribute(AsyncRequests.ATTRIBUTE) == this;
  }

  /** The stream of HTTP/2; null where another protocol is spoken. */
  @Nullable Http2Stream stream() {
    return stream;
  }

  @Override
  public @Nullable Kind streamEnd() {
    return stream == null ? null : stream.end();
  }

  /** Whether the current thread is the container's, calling the request's listeners. */
  boolean isOfThisThread() {
    return isOpen() && Boolean.TRUE.equals(Internal.REQUEST_THREAD.of(request));
  }

  @Override
  public Phase presumedPhase() {
    return writes ? Phase.WRITE : Phase.READ;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public boolean secure() {
    return secure;
  }

  @Override
  public @Nullable ClassLoader webapp() {
    return webapp;
  }

  @Override
  public Client client() {
    return client;
  }

  @Override
  public boolean markTold(Disconnect disconnect) {
    boolean first = told.compareAndSet(null, disconnect);
    if (first) {
      FailureOwners.note(disconnect.thrown(), socket);
    }
    return first;
  }

  /** What its end was told as; null as long as nobody has. */
  @Nullable Disconnect told() {
    return told.get();
  }

  void end() {
    ended = true;
  }
}
