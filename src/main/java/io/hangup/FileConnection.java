package io.hangup;

import io.hangup.classify.Phase;
import java.io.File;
import org.apache.catalina.connector.Request;
import org.apache.coyote.Constants;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** The connection of a request that has ended but for the file that is its response. */
final class FileConnection extends LastingConnection {
  private final File file;
  private final long end;

  FileConnection(Request request, SocketWrapperBase<?> socket) {
    super(request, socket);
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    file = new File((String) coyote.getAttribute(Constants.SENDFILE_FILENAME_ATTR));
    end = (Long) coyote.getAttribute(Constants.SENDFILE_FILE_END_ATTR);
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

  /**
   * Whether the file is there as it is to be sent: else it is not for the client that it is not.
   */
  boolean canSendAll() {
    return file.canRead() && file.length() >= end;
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
