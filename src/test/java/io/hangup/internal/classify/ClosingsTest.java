package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.OutputBuffer;
import org.junit.jupiter.api.Test;

/** What fails while an application closes what it used, after its client hung up. */
class ClosingsTest {
  private static final byte[] BYTES = new byte[100_000];

  private final Classifier classifier = new Classifier();

  @Test
  void anArchiveOnTheDeadResponse() {
    Exception abort =
        caught(
            response -> {
              try (ZipOutputStream zip = new ZipOutputStream(response)) {
                ZipEntry entry = new ZipEntry("a");
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(1_000_000);
                entry.setCrc(1);
                zip.putNextEntry(entry);
                zip.write(BYTES);
              }
            });

    // JDK 25 tells of the failed close, with the archive's complaint in it; JDK 17 of the
    // complaint.
    assertThat(abort.getSuppressed()).hasSize(1);
    assertThat(abort.getSuppressed()[0]).hasStackTraceContaining("invalid entry size");
    assertAlone(abort);
  }

  @Test
  void aDocumentOnTheDeadResponse() {
    Exception abort =
        caught(
            response -> {
              try (JsonWriter json = json(response)) {
                json.beginArray();
                for (int i = 0; i < BYTES.length; i++) {
                  json.value("value");
                }
              }
            });

    assertThat(abort.getSuppressed()).isNotEmpty();
    assertAlone(abort);
  }

  private static JsonWriter json(OutputStream response) {
    return new JsonWriter(new OutputStreamWriter(new Unclosed(response), StandardCharsets.UTF_8));
  }

  /** An archive on a file, beside the response: the disk is full. */
  @Test
  void anArchiveOnAFile() {
    assertAccompanied(
        caught(
            response -> {
              try (OutputStream file =
                      new BufferedOutputStream(new FileOutputStream("/dev/full"), 1_000_000);
                  OutputStream out = new BufferedOutputStream(response, 1024)) {
                file.write(1);
                out.write(BYTES);
              }
            }));
  }

  @Test
  void anApplicationsStreamOnTheDeadResponse() {
    assertAlone(
        caught(
            response -> {
              try (Counted counted = new Counted(response)) {
                counted.write(BYTES);
              }
            }));
  }

  @Test
  void anApplicationsStreamThatSomethingElseFailsIn() {
    assertAccompanied(
        caught(
            response -> {
              try (Teed teed = new Teed(response)) {
                teed.write(BYTES);
              }
            }));
  }

  @Test
  void anApplicationsResourceBesideTheResponse() {
    assertAccompanied(
        caught(
            response -> {
              try (Backend backend = new Backend()) {
                backend.ask();
                response.write(BYTES);
              }
            }));
  }

  @Test
  void anApplicationsCommitThatIsCalledFromAClose() {
    assertAccompanied(
        caught(
            response -> {
              try (AutoCloseable commit = () -> Backend.commit(17)) {
                assertThat(commit).isNotNull();
                response.write(BYTES);
              }
            }));
  }

  /** What was added in a handler has no close in it, even where it came of the same code. */
  @Test
  void aFailureThatNoCloseCaused() {
    assertAccompanied(
        caught(
            response -> {
              try {
                new Counted(response).write(BYTES);
              } catch (IOException e) {
                e.addSuppressed(new IllegalStateException("order 17 half booked"));
                throw e;
              }
            }));
  }

  @Test
  void aConnectionsOwnFailure() {
    assertAccompanied(
        caught(
            response -> {
              try (Resetting resetting = new Resetting(response)) {
                resetting.write(BYTES);
              }
            }));
  }

  /** The same shape around a backend's reset is no hang-up at all. */
  @Test
  void anArchiveOnABackend() {
    Exception reset =
        caught(
            response -> {
              try (Counted counted = new Counted(new ResetBackend())) {
                counted.write(BYTES);
              }
            });

    assertThat(reset.getSuppressed()).isNotEmpty();
    assertThat(classifier.find(reset, null)).isEmpty();
  }

  private void assertAlone(Exception abort) {
    assertThat(classifier.find(abort, null)).map(Finding::alone).contains(true);
  }

  private void assertAccompanied(Exception abort) {
    assertThat(abort.getSuppressed()).isNotEmpty();
    assertThat(classifier.find(abort, null)).map(Finding::alone).contains(false);
  }

  private static Exception caught(Servlet servlet) {
    try {
      servlet.write(deadResponse());
    } catch (Exception e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }

  /** What an application does with its response. */
  private interface Servlet {
    void write(OutputStream response) throws Exception;
  }

  private static OutputStream deadResponse() throws IOException {
    Request request = new Request(new Connector());
    org.apache.coyote.Request coyoteRequest = new org.apache.coyote.Request();
    request.setCoyoteRequest(coyoteRequest);
    org.apache.coyote.Response coyote = new org.apache.coyote.Response();
    coyote.setOutputBuffer(new DeadSocket());
    Response response = new Response();
    response.setCoyoteResponse(coyote);
    response.setRequest(request);
    return response.getOutputStream();
  }

  /** Tomcat's way to a socket whose client has hung up. */
  private static final class DeadSocket implements OutputBuffer {
    @Override
    public int doWrite(java.nio.ByteBuffer chunk) throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public long getBytesWritten() {
      return 0;
    }
  }

  /** A stream that the response outlives, as writers of documents are told to leave it open. */
  private static final class Unclosed extends OutputStream {
    private final OutputStream out;

    Unclosed(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }
  }

  /** An application's stream with a state of its own. */
  private static class Counted extends OutputStream {
    private final OutputStream out;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      out.write(bytes);
    }

    @Override
    public void close() throws IOException {
      throw new IllegalStateException("not complete");
    }
  }

  private static final class Teed extends Counted {
    Teed(OutputStream out) {
      super(out);
    }

    @Override
    public void close() throws IOException {
      Backend.commit(17);
    }
  }

  private static final class Resetting extends Counted {
    Resetting(OutputStream out) {
      super(out);
    }

    @Override
    public void close() throws IOException {
      throw new SocketException("Connection reset");
    }
  }

  private static final class ResetBackend extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new SocketException("Connection reset");
    }
  }

  private static final class Backend implements AutoCloseable {
    void ask() {}

    static void commit(int order) {
      if (order > 0) {
        throw new IllegalStateException("order " + order + " half booked");
      }
    }

    @Override
    public void close() {
      commit(17);
    }
  }
}
