package com.example.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A backend that resets the connection it is asked on: the words of a client's hang-up. */
final class Backend {
  private Backend() {}

  static int ask(int port) throws IOException {
    try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), port)) {
      backend.getOutputStream().write(1);
      return backend.getInputStream().read();
    }
  }
}
