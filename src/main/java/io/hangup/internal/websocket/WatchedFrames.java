package io.hangup.internal.websocket;

import jakarta.websocket.Extension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.tomcat.websocket.MessagePart;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.TransformationResult;
import org.jspecify.annotations.Nullable;

/**
 * One session's frames, on their way through what its extensions do with them. Who is sent to is
 * looked at soon: where an asynchronous send fails, Tomcat notifies nobody but its sender.
 *
 * <p>Every frame passes through a session's {@code Transformation}, which is asked for its payload
 * before anything is done with that: no stack trace of the application's has a frame of this.
 */
class WatchedFrames implements Transformation {
  private final TrackedSession session;
  private final @Nullable Transformation extensions;
  private volatile @Nullable Transformation next;

  /**
   * @param extensions what the session's extensions do with its frames; null if it has none
   */
  WatchedFrames(TrackedSession session, @Nullable Transformation extensions) {
    this.session = session;
    this.extensions = extensions;
    this.next = extensions;
  }

  @Override
  public TransformationResult getMoreData(byte opCode, boolean fin, int rsv, ByteBuffer dest)
      throws IOException {
    return delegate().getMoreData(opCode, fin, rsv, dest);
  }

  @Override
  public List<MessagePart> sendMessagePart(List<MessagePart> messageParts) throws IOException {
    session.sending();
    return delegate().sendMessagePart(messageParts);
  }

  private Transformation delegate() {
    Transformation known = next;
    if (known == null) {
      throw new IllegalStateException("No transformation follows");
    }
    return known;
  }

  @Override
  public void setNext(Transformation t) {
    if (extensions == null) {
      next = t;
    } else {
      extensions.setNext(t);
    }
  }

  @Override
  public boolean validateRsvBits(int i) {
    return delegate().validateRsvBits(i);
  }

  @Override
  public @Nullable Extension getExtensionResponse() {
    return delegate().getExtensionResponse();
  }

  @Override
  public boolean validateRsv(int rsv, byte opCode) {
    return delegate().validateRsv(rsv, opCode);
  }

  @Override
  public void close() {
    delegate().close();
  }
}
