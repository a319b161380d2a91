package io.hangup.internal.request;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.Finding;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.tomcat.Peer;
import io.hangup.internal.tomcat.TomcatInternals;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a request that goes on after its pipeline, when Tomcat's own thread is gone.
 */
abstract class DetachedRequest implements ClientConnection {
  private final SocketWrapperBase<?> socket;
  private final @Nullable Http2Stream stream;
  private final Protocol protocol;
  private final boolean secure;
  private final @Nullable CharSequence peer;
  private final @Nullable String contextPath;
  private final @Nullable String endpoint;

  private volatile @Nullable Disconnect reported;

  DetachedRequest(Request request, SocketWrapperBase<?> socket) {
    this.socket = socket;
    stream = Http2Stream.of(request.getCoyoteRequest());
    protocol = RequestFacts.protocol(request);
    secure = request.isSecure();
    peer = Peer.of(request);
    contextPath = request.getContext() == null ? null : request.getContext().getPath();
    endpoint = request.getRequestURI();
  }

  /** What Tomcat recorded as its failure; null where it did not, or where that is not known. */
  abstract @Nullable Throwable failure();

  /** What its end is, as far as Tomcat has a record of it; null where it has none. */
  @Nullable Disconnect explain(Classifier classifier) {
    Throwable failure = failure();
    Disconnect found =
        failure == null
            ? null
            : classifier.find(failure, this).map(Finding::disconnect).orElse(null);
    Kind end = streamEnd();
    return found == null && end != null
        ? Classifier.withoutThrowable(this, end, Http2Stream.words(end))
        : found;
  }

  /** What Tomcat recorded as the failure of the socket. */
  final @Nullable Throwable socketFailure() {
    return TomcatInternals.error(socket);
  }

  /** The same; null over HTTP/2, where the socket is of other streams as well. */
  final @Nullable Throwable ownSocketFailure() {
    return stream == null ? socketFailure() : null;
  }

  /** Notes that {@code failure} is its own, unless it is known to be another's. */
  final void note(@Nullable Throwable failure) {
    FailureOwners.note(failure, socket, this);
  }

  final boolean isSocketClosed() {
    return socket.isClosed();
  }

  @Override
  public boolean isAnothers(Throwable failure) {
    return FailureOwners.isAnothers(failure, socket) && recorded(failure);
  }

  /** The stream of HTTP/2; null where another protocol is spoken. */
  final @Nullable Http2Stream stream() {
    return stream;
  }

  @Override
  public @Nullable Kind streamEnd() {
    return stream == null ? null : stream.end();
  }

  @Override
  public boolean followsLoss() {
    return ServerEnds.followLoss(socket);
  }

  @Override
  public boolean isClosedByServer() {
    if (reported() != null) {
      return false;
    }
    boolean endsStream = stream != null && stream.isEndedByServer();
    return ServerEnds.explain(socket, endsStream, failure());
  }

  /** The client's address; null where it is not known. */
  final @Nullable CharSequence peer() {
    return peer;
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
  public Client client() {
    return new Client(Peer.text(peer), contextPath, endpoint, null, null);
  }

  @Override
  public boolean markReported(Disconnect disconnect) {
    boolean first = report(disconnect);
    if (first) {
      FailureOwners.note(disconnect.thrown(), socket, this);
    }
    return first;
  }

  private synchronized boolean report(Disconnect disconnect) {
    boolean first = reported == null;
    reported = first ? disconnect : reported;
    return first;
  }

  @Override
  public Disconnect known(Disconnect found) {
    Disconnect before = reported;
    return before == null ? found : before;
  }

  /** What its end was reported as; null as long as nobody has. */
  final @Nullable Disconnect reported() {
    return reported;
  }
}
