package io.hangup.internal.request;

import io.hangup.disconnect.Phase;
import io.hangup.internal.classify.Classifier;
import java.io.File;
import org.apache.catalina.connector.Request;
import org.apache.coyote.Constants;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** The connection of a request that has ended but for the file that is its response. */
final class SendfileResponse extends DetachedRequest {
  private final File file;
  private final long end;
  private final @Nullable SentFile sent;

  /**
   * @param sending Tomcat's note of what is left to send
   */
  SendfileResponse(Request request, SocketWrapperBase<?> socket, Object sending) {
    super(request, socket);
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    file = new File((String) coyote.getAttribute(Constants.SENDFILE_FILENAME_ATTR));
    end = (Long) coyote.getAttribute(Constants.SENDFILE_FILE_END_ATTR);
    sent = SentFile.putInto(sending, file);
  }

  @Override
  public boolean recorded(Throwable failure) {
    return failure() == failure;
  }

  /** A stream's end has no record: the socket's may be of another stream. */
  @Override
  @Nullable Throwable failure() {
    if (stream() != null) {
      return null;
    }
    Throwable recorded = ownSocketFailure();
    return recorded != null ? recorded : lossWhileSending();
  }

  /** What is not known to be of the client may be of the file. */
  private @Nullable Throwable lossWhileSending() {
    Throwable thrown = sent == null ? null : sent.failure();
    return thrown != null && Classifier.isLoss(thrown) ? thrown : null;
  }

  /** Whether nothing more can be sent. A stream may be reset while others go on. */
  boolean isClosed() {
    Http2Stream stream = stream();
    return isSocketClosed() || (stream != null && stream.isReset());
  }

  /**
   * True if the file is readable and long enough; otherwise the file, not the client, ended the
   * transfer.
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
  public @Nullable ClassLoader webappLoader() {
    return null;
  }
}
