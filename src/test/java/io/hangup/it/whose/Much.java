package io.hangup.it.whose;

import java.io.IOException;
import java.io.OutputStream;

/** More than any buffer holds: who writes it to a client that has gone, fails. */
final class Much {
  private static final int MANY = 50_000;

  private Much() {}

  static void writeTo(OutputStream out) throws IOException {
    byte[] bytes = new byte[8192];
    for (int i = 0; i < MANY; i++) {
      out.write(bytes);
      out.flush();
    }
  }
}
