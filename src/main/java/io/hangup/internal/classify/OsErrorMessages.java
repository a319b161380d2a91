package io.hangup.internal.classify;

import io.hangup.disconnect.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system's and the JDK's words for a failed connection mean. They choose a kind
 * for a failure that is already known to be a disconnect, and are never evidence of one.
 */
public final class OsErrorMessages {
  /** {@code strerror} of Linux (glibc), macOS and Windows, in lower case. */
  private static final Map<String, Kind> PHRASES =
      Map.ofEntries(
          Map.entry("connection reset", Kind.RESET),
          Map.entry("forcibly closed by the remote host", Kind.RESET),
          Map.entry("\u8fde\u63a5\u88ab\u5bf9\u65b9\u91cd\u8bbe", Kind.RESET),
          Map.entry("\u8fdc\u7a0b\u4e3b\u673a\u5f3a\u8feb\u5173\u95ed", Kind.RESET),
          Map.entry("vom kommunikationspartner zur\u00fcckgesetzt", Kind.RESET),
          Map.entry("broken pipe", Kind.BROKEN_PIPE),
          Map.entry("aborted by the software in your host machine", Kind.BROKEN_PIPE),
          Map.entry("socket is not connected", Kind.BROKEN_PIPE),
          Map.entry("\u65ad\u5f00\u7684\u7ba1\u9053", Kind.BROKEN_PIPE),
          Map.entry("softwaregesteuert durch den hostcomputer abgebrochen", Kind.BROKEN_PIPE),
          Map.entry("connection timed out", Kind.TIMED_OUT),
          Map.entry("operation timed out", Kind.TIMED_OUT),
          Map.entry("\u8fde\u63a5\u8d85\u65f6", Kind.TIMED_OUT),
          Map.entry("wartezeit f\u00fcr die verbindung abgelaufen", Kind.TIMED_OUT),
          Map.entry("no route to host", Kind.UNREACHABLE),
          Map.entry("host is unreachable", Kind.UNREACHABLE),
          Map.entry("network is unreachable", Kind.UNREACHABLE),
          Map.entry("\u6ca1\u6709\u5230\u4e3b\u673a\u7684\u8def\u7531", Kind.UNREACHABLE),
          Map.entry("keine route zum zielrechner", Kind.UNREACHABLE));

  /** This system's own words, in whatever language it speaks. */
  private static final Map<String, Kind> LEARNED = new ConcurrentHashMap<>();

  private static final int ATTEMPTS = 50;

  private OsErrorMessages() {}

  /**
   * Learns this system's words for {@code ECONNRESET} and {@code EPIPE} from a connection to itself
   * that is reset: the first write after it fails with the one, the next with the other. Takes
   * about a millisecond; where there is no loopback, nothing is learned.
   */
  public static void probe() {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort);
        SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
      SocketChannel peer = server.accept();
      peer.setOption(StandardSocketOptions.SO_LINGER, 0);
      peer.close();
      String reset = failure(client);
      String brokenPipe = failure(client);
      if (reset != null && brokenPipe != null && !reset.equals(brokenPipe)) {
        LEARNED.put(reset, Kind.RESET);
        LEARNED.put(brokenPipe, Kind.BROKEN_PIPE);
      }
    } catch (IOException e) {
      // The words that are known in advance have to do.
    }
  }

  /** The message of the next write that fails; the reset may be under way still. */
  private static @Nullable String failure(SocketChannel client) {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        client.write(ByteBuffer.allocate(1));
      } catch (IOException e) {
        return e.getMessage();
      }
    }
    return null;
  }

  /** The kind that {@code message} names; null where it names none. */
  static @Nullable Kind kind(@Nullable String message) {
    if (message == null) {
      return null;
    }
    Kind learned = LEARNED.get(message);
    if (learned != null) {
      return learned;
    }
    String text = message.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, Kind> phrase : PHRASES.entrySet()) {
      if (text.contains(phrase.getKey())) {
        return phrase.getValue();
      }
    }
    return null;
  }
}
