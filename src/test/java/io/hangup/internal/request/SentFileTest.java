package io.hangup.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.tomcat.util.net.NioEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that Tomcat sends by itself, and what the sending failed with. */
class SentFileTest {
  @TempDir Path directory;

  @Test
  void isSentAsTomcatWouldSendIt() throws IOException {
    SentFile sent = put(Files.writeString(directory.resolve("file"), "content"));
    StringBuilder received = new StringBuilder();

    long count = sent.transferTo(3, 4, receiver(received));

    assertThat(count).isEqualTo(4);
    assertThat(received).hasToString("tent");
    assertThat(sent.failure()).isNull();
    sent.close();
  }

  @Test
  void keepsWhatTheClientsSocketFailedWith() throws IOException {
    SentFile sent = put(Files.writeString(directory.resolve("file"), "content"));
    IOException broken = new IOException("Broken pipe");

    assertThatThrownBy(
            () ->
                sent.transferTo(
                    0,
                    7,
                    new Receiver() {
                      @Override
                      public int write(ByteBuffer bytes) throws IOException {
                        throw broken;
                      }
                    }))
        .isSameAs(broken);
    assertThat(sent.failure()).isSameAs(broken);
    sent.close();
  }

  /** The file's own fault is not the client's. */
  @Test
  void keepsNothingOfAFileThatCannotBeOpened() {
    SentFile sent = put(directory.resolve("missing"));

    assertThatThrownBy(() -> sent.transferTo(0, 1, receiver(new StringBuilder())))
        .isInstanceOfAny(java.io.FileNotFoundException.class, NoSuchFileException.class);
    assertThat(sent.failure()).isNull();
  }

  /** Nothing is opened for a transfer that never comes. */
  @Test
  void opensTheFileOnTheFirstTransfer() throws IOException {
    Path file = directory.resolve("later");
    SentFile sent = put(file);
    Files.writeString(file, "late");

    assertThat(sent.size()).isEqualTo(4);
    sent.close();
    assertThat(sent.isOpen()).isFalse();
  }

  /** Tomcat has opened it itself, as it does where it goes on with one. */
  @Test
  void leavesAFileThatTomcatHasOpened() {
    NioEndpoint.SendfileData sending = new NioEndpoint.SendfileData("file", 0, 1);

    assertThat(SentFile.putInto(sending, directory.resolve("file").toFile())).isNotNull();
    assertThat(SentFile.putInto(sending, directory.resolve("file").toFile())).isNull();
    assertThat(SentFile.putInto("of NIO2", directory.resolve("file").toFile())).isNull();
  }

  private static SentFile put(Path file) {
    return Objects.requireNonNull(
        SentFile.putInto(new NioEndpoint.SendfileData(file.toString(), 0, 1), file.toFile()));
  }

  private static WritableByteChannel receiver(StringBuilder received) {
    return new Receiver() {
      @Override
      public int write(ByteBuffer bytes) {
        int count = bytes.remaining();
        while (bytes.hasRemaining()) {
          received.append((char) bytes.get());
        }
        return count;
      }
    };
  }

  private abstract static class Receiver implements WritableByteChannel {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
