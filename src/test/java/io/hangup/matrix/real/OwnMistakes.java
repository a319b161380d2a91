package io.hangup.matrix.real;

import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;

/** What the application makes up or gets wrong without any connection of its own. */
@SuppressWarnings("DoNotCallSuggester")
final class OwnMistakes {
  private OwnMistakes() {}

  static void brokenPipe(Order order) throws IOException {
    throw new IOException("Broken pipe");
  }

  static void reset(Order order) throws IOException {
    throw new SocketException("Connection reset");
  }

  static void eof(Order order) throws IOException {
    throw new EOFException();
  }

  static void timeout(Order order) throws IOException {
    throw new SocketTimeoutException("Read timed out");
  }

  static void closed(Order order) throws IOException {
    throw new ClosedChannelException();
  }

  static void ownType(Order order) throws IOException {
    throw new ClientAbortException();
  }

  static void gson(Order order) throws IOException {
    try (JsonReader reader = new JsonReader(new StringReader(""))) {
      reader.beginObject();
    }
  }

  static void gsonCutShort(Order order) {
    var unused = JsonParser.parseString("{\"name\": ");
  }

  static void nullPointer(Order order) {
    var unused = Map.of().get("session").toString();
  }

  static void interrupted(Order order) throws InterruptedException {
    Thread.currentThread().interrupt();
    Thread.sleep(1);
  }

  static void readClosedStream(Order order) throws IOException {
    order.request().getInputStream().close();
    order.request().getInputStream().read();
  }

  static void readClosedReader(Order order) throws IOException {
    Reader reader = order.request().getReader();
    reader.close();
    reader.read();
  }

  static void writeClosed(Order order) throws IOException {
    OutputStream out = order.response().getOutputStream();
    out.close();
    out.write('.');
  }

  static void writeMoreThanDeclared(Order order) throws IOException {
    order.response().setContentLength(1);
    OutputStream out = order.response().getOutputStream();
    out.write('.');
    out.write('.');
  }

  static void readBody(Order order) throws IOException {
    order.request().getInputStream().readAllBytes();
  }

  /** An exception that is called as Tomcat's is. */
  private static final class ClientAbortException extends IOException {
    ClientAbortException() {
      super("java.io.IOException: Broken pipe");
    }
  }
}
