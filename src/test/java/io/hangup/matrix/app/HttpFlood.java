package io.hangup.matrix.app;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;

/** A response that ends only with the connection. */
final class HttpFlood {
  private static final int BLOCK_BYTES = 8192;

  private HttpFlood() {}

  /** Writes and flushes, blocking, until that fails. */
  static void pour(HttpServletResponse response) throws IOException {
    response.setContentType("application/octet-stream");
    OutputStream out = response.getOutputStream();
    byte[] block = new byte[BLOCK_BYTES];
    while (true) {
      out.write(block);
      out.flush();
    }
  }

  /** As {@link #pour}, in text that a compressor makes little of. */
  static void pourText(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain");
    OutputStream out = response.getOutputStream();
    Random random = new Random(1);
    while (true) {
      out.write(text(random));
      out.flush();
    }
  }

  static byte[] text(Random random) {
    byte[] text = new byte[BLOCK_BYTES];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (' ' + random.nextInt('~' - ' '));
    }
    return text;
  }
}
