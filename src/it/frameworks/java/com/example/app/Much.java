package com.example.app;

import java.io.IOException;
import java.io.OutputStream;
import java.util.AbstractList;

/** A list that is more than the sockets' buffers hold. */
final class Much extends AbstractList<String> {
  static final String LINE = "x".repeat(1023) + "\n";
  private static final int SIZE = 24 * 1024;

  @Override
  public String get(int index) {
    return LINE;
  }

  @Override
  public int size() {
    return SIZE;
  }

  /** Writes until the client has gone. */
  static void write(OutputStream out) throws IOException {
    byte[] line = LINE.getBytes();
    while (true) {
      out.write(line);
      out.flush();
    }
  }

  /** Writes a little, and then asks a backend for more. */
  static void write(OutputStream out, int backend) throws IOException {
    out.write(LINE.getBytes());
    out.flush();
    out.write(Backend.ask(backend));
  }
}
