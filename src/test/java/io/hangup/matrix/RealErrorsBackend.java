package io.hangup.matrix;

import io.hangup.matrix.real.Manner;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A backend on loopback that ends its connections in every {@link Manner}, each on a port. */
final class RealErrorsBackend implements Closeable {
  /** Long enough for the application to wait for its answer already: so traces do not vary. */
  private static final long BEFORE_THE_END_MILLIS = 25;

  private static final String HALF_AN_ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + "half ".repeat(100);
  private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: (\\S+)");
  private static final String RFC_6455 = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final Map<Manner, ServerSocket> servers = new EnumMap<>(Manner.class);

  RealErrorsBackend() throws IOException {
    for (Manner manner : Manner.values()) {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      servers.put(manner, server);
      daemon(() -> accept(server, manner));
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "real-errors-backend");
    thread.setDaemon(true);
    thread.start();
  }

  int port(Manner manner) {
    return servers.get(manner).getLocalPort();
  }

  private static void accept(ServerSocket server, Manner manner) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon(() -> serve(socket, manner));
      } catch (IOException e) {
        // Closed: the loop ends.
      }
    }
  }

  private static void serve(Socket socket, Manner manner) {
    try (socket) {
      answer(socket, manner);
      Thread.sleep(BEFORE_THE_END_MILLIS);
      if (manner.name().startsWith("RESETS")) {
        socket.setSoLinger(true, 0);
      } else {
        // What has been sent and not been read would turn the FIN into a reset.
        drain(socket.getInputStream());
      }
    } catch (IOException e) {
      // The application was faster.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(Socket socket, Manner manner) throws IOException {
    switch (manner) {
      case RESETS, CLOSES -> socket.getInputStream().read();
      case IS_SILENT -> socket.getInputStream().readAllBytes();
      case RESETS_IN_BODY, CLOSES_IN_BODY -> {
        head(socket);
        write(socket, HALF_AN_ANSWER);
      }
      case RESETS_WEBSOCKET, CLOSES_WEBSOCKET -> write(socket, handshake(head(socket)));
      case RESETS_AT_ONCE, CLOSES_AT_ONCE -> {}
    }
  }

  private static void drain(InputStream in) throws IOException {
    in.skipNBytes(in.available());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("After: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String handshake(String head) {
    Matcher key = KEY.matcher(head);
    if (!key.find()) {
      throw new IllegalStateException("No key: " + head);
    }
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + accept(key.group(1))
        + "\r\n\r\n";
  }

  private static String accept(String key) {
    try {
      byte[] text = (key + RFC_6455).getBytes(StandardCharsets.ISO_8859_1);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    for (ServerSocket server : servers.values()) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
