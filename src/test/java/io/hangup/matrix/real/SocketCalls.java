package io.hangup.matrix.real;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Calls over {@link Socket}. */
final class SocketCalls {
  private static final int TIMEOUT_MILLIS = 30;

  private SocketCalls() {}

  private static Socket connect(Order order) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), order.port());
    socket.getOutputStream().write('?');
    return socket;
  }

  static void read(Order order) throws IOException {
    try (Socket socket = connect(order)) {
      socket.getInputStream().read();
    }
  }

  static void write(Order order) throws IOException {
    try (Socket socket = connect(order)) {
      Quietly.run(() -> socket.getInputStream().read());
      socket.getOutputStream().write('?');
    }
  }

  static void readInt(Order order) throws IOException {
    try (Socket socket = connect(order)) {
      new DataInputStream(socket.getInputStream()).readInt();
    }
  }

  static void timeOut(Order order) throws IOException {
    try (Socket socket = connect(order)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getInputStream().read();
    }
  }

  static void handshake(Order order) throws IOException {
    try (Socket socket =
        SSLSocketFactory.getDefault()
            .createSocket(InetAddress.getLoopbackAddress(), order.port())) {
      ((SSLSocket) socket).startHandshake();
    }
  }
}
