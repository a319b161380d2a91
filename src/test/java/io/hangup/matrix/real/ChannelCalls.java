package io.hangup.matrix.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Calls over {@link SocketChannel} and {@link AsynchronousSocketChannel}. */
final class ChannelCalls {
  private static final int TIMEOUT_MILLIS = 30;

  /** Of one thread, which runs everything: with the JDK's own group the traces vary. */
  private static final AsynchronousChannelGroup GROUP = group();

  private ChannelCalls() {}

  private static AsynchronousChannelGroup group() {
    try {
      return AsynchronousChannelGroup.withFixedThreadPool(1, ChannelCalls::daemon);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "channel-calls");
    thread.setDaemon(true);
    return thread;
  }

  private static InetSocketAddress address(Order order) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), order.port());
  }

  private static ByteBuffer oneByte() {
    return ByteBuffer.allocate(1);
  }

  private static SocketChannel connect(Order order) throws IOException {
    SocketChannel channel = SocketChannel.open(address(order));
    channel.write(oneByte());
    return channel;
  }

  static void read(Order order) throws IOException {
    try (SocketChannel channel = connect(order)) {
      channel.read(oneByte());
    }
  }

  static void write(Order order) throws IOException {
    try (SocketChannel channel = connect(order)) {
      Quietly.run(() -> channel.read(oneByte()));
      channel.write(oneByte());
    }
  }

  static void timeOut(Order order) throws IOException {
    try (SocketChannel channel = connect(order)) {
      channel.socket().setSoTimeout(TIMEOUT_MILLIS);
      channel.socket().getInputStream().read();
    }
  }

  static void readClosed(Order order) throws IOException {
    SocketChannel channel = connect(order);
    channel.close();
    channel.read(oneByte());
  }

  private static AsynchronousSocketChannel connectLater(Order order) throws Exception {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(GROUP);
    channel.connect(address(order)).get();
    channel.write(oneByte()).get();
    return channel;
  }

  static void readLater(Order order) throws Exception {
    try (AsynchronousSocketChannel channel = connectLater(order)) {
      Failing failing = new Failing();
      channel.read(oneByte(), null, failing);
      failing.rethrow();
    }
  }

  static void readFuture(Order order) throws Exception {
    try (AsynchronousSocketChannel channel = connectLater(order)) {
      channel.read(oneByte()).get();
    }
  }

  static void writeLater(Order order) throws Exception {
    try (AsynchronousSocketChannel channel = connectLater(order)) {
      Quietly.run(() -> channel.read(oneByte()).get());
      Failing failing = new Failing();
      channel.write(oneByte(), null, failing);
      failing.rethrow();
    }
  }

  static void timeOutLater(Order order) throws Exception {
    try (AsynchronousSocketChannel channel = connectLater(order)) {
      Failing failing = new Failing();
      channel.read(oneByte(), TIMEOUT_MILLIS, TimeUnit.MILLISECONDS, null, failing);
      failing.rethrow();
    }
  }

  static void closeMeanwhile(Order order) throws Exception {
    AsynchronousSocketChannel channel = connectLater(order);
    Failing failing = new Failing();
    channel.read(oneByte(), null, failing);
    channel.close();
    failing.rethrow();
  }

  /** Keeps the failure, which was made in whichever thread completed the operation. */
  private static final class Failing implements CompletionHandler<Integer, Void> {
    private final CompletableFuture<Integer> done = new CompletableFuture<>();

    @Override
    public void completed(Integer result, Void attachment) {
      done.complete(result);
    }

    @Override
    public void failed(Throwable failure, Void attachment) {
      done.completeExceptionally(failure);
    }

    /** The failure itself, as it was made. */
    void rethrow() throws Exception {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw (Exception) e.getCause();
      }
    }
  }
}
