package io.hangup.internal.request;

import io.hangup.internal.tomcat.TomcatMember;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The file that Tomcat is about to send by itself, which sees why it could not: the poller of NIO
 * logs that only at DEBUG, and closes the socket in the same step ({@code
 * NioEndpoint.Poller.processSendfile}). It is opened when Tomcat would have opened it, on the first
 * transfer, so that nothing is left open if it never comes to that.
 */
final class SentFile extends FileChannel {
  private final File file;
  private volatile @Nullable FileChannel opened;
  private volatile @Nullable IOException failure;

  private SentFile(File file) {
    this.file = file;
  }

  /**
   * Has Tomcat send {@code file} through such a channel.
   *
   * @param sending Tomcat's note of what is left to send
   * @return null where it has opened the file, or opens it in another way, as NIO2 does
   */
  static @Nullable SentFile putInto(Object sending, File file) {
    SentFile sent = new SentFile(file);
    return TomcatMember.FILE_CHANNEL.read(sending) == null
            && TomcatMember.FILE_CHANNEL.set(sending, sent)
        ? sent
        : null;
  }

  /** What the last transfer failed with; null if it did not. */
  @Nullable IOException failure() {
    return failure;
  }

  private FileChannel channel() throws IOException {
    FileChannel channel = opened;
    if (channel == null) {
      // As Tomcat does it; closing the channel closes the stream.
      channel = new FileInputStream(file).getChannel();
      opened = channel;
    }
    return channel;
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    FileChannel channel = channel();
    try {
      return channel.transferTo(position, count, target);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public long size() throws IOException {
    return channel().size();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    FileChannel channel = opened;
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    return channel().read(dst);
  }

  @Override
  public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
    return channel().read(dsts, offset, length);
  }

  @Override
  public int read(ByteBuffer dst, long position) throws IOException {
    return channel().read(dst, position);
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    return channel().write(src);
  }

  @Override
  public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
    return channel().write(srcs, offset, length);
  }

  @Override
  public int write(ByteBuffer src, long position) throws IOException {
    return channel().write(src, position);
  }

  @Override
  public long position() throws IOException {
    return channel().position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    channel().position(newPosition);
    return this;
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    channel().truncate(size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    channel().force(metaData);
  }

  @Override
  public long transferFrom(ReadableByteChannel src, long position, long count) throws IOException {
    return channel().transferFrom(src, position, count);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return channel().map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return channel().lock(position, size, shared);
  }

  @Override
  public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return channel().tryLock(position, size, shared);
  }
}
