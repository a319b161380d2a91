package io.hangup;

import io.hangup.classify.Phase;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** The connection of a request that has ended but for the file that is its response. */
final class FileConnection extends LastingConnection {
  FileConnection(Request request, SocketWrapperBase<?> socket) {
    super(request, socket);
  }

  @Override
  public boolean recorded(Throwable failure) {
    return failure() == failure;
  }

  /** A stream's end has no record: the socket's may be of another stream. */
  @Override
  @Nullable Throwable failure() {
    return stream() == null ? socketFailure() : null;
  }

  /** Whether nothing more can be sent. A stream may be reset while others go on. */
  boolean isClosed() {
    Http2Stream stream = stream();
    return isSocketClosed() || (stream != null && stream.isReset());
  }

  @Override
  public Phase presumedPhase() {
    return Phase.WRITE;
  }

  /** Nobody asks for it, and a slow client must not keep a stopped application alive. */
  @Override
  public @Nullable ClassLoader webapp() {
    return null;
  }
}
