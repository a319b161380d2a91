package io.hangup.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Needs;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.juli.OneLineFormatter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code journalctl} itself writes of a journal. */
class JournalTest {
  private static final Path REMOTE = Path.of("/lib/systemd/systemd-journal-remote");
  private static final List<Throwable> THROWN =
      List.of(Samples.hangUp(), Samples.realError(), Samples.hangUp());

  @TempDir Path folder;

  /** Each line is a message, as of a service's standard output. */
  @ParameterizedTest
  @ValueSource(strings = {"short", "short-iso", "short-precise", "export"})
  void readsALineForEachMessage(String output) throws Exception {
    assertToldApart(output, Layouts.jul(new OneLineFormatter(), THROWN).lines());
  }

  /** Each record is a message, as an appender for the journal has it. */
  @ParameterizedTest
  @ValueSource(strings = {"short", "short-iso", "export"})
  void readsMessagesOfSeveralLines(String output) throws Exception {
    String pattern = "%d{ISO8601} [%thread] %-5level %logger - %msg%n";
    assertToldApart(
        output, THROWN.stream().map(each -> Layouts.logback(pattern, List.of(each)).strip()));
  }

  private void assertToldApart(String output, Stream<String> messages) throws Exception {
    Needs.that(
        Files.isExecutable(REMOTE), "what writes journals, of systemd-journal-remote, is missing");
    Path export = folder.resolve("in.export");
    Path journal = folder.resolve("a.journal");
    Files.write(export, export(messages.toList()));
    run(folder.resolve("said").toFile(), REMOTE.toString(), "-o", journal.toString(), export + "");
    File kept = folder.resolve("kept").toFile();
    run(kept, "journalctl", "--no-pager", "-q", "--file", journal.toString(), "-o", output);

    // The length of a message is no UTF-8.
    byte[] log = Files.readAllBytes(kept.toPath());
    String text = new String(log, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("Servlet.service()");
    assertThat(Samples.counts(Samples.scan(log, StandardCharsets.UTF_8)))
        .as(text)
        .isEqualTo(List.of(2L, 1L, 0L));
  }

  private static byte[] export(List<String> messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long time = Layouts.TIME * 1000;
    for (String message : messages) {
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      write(out, "__REALTIME_TIMESTAMP=" + time + "\n__MONOTONIC_TIMESTAMP=" + time + "\n");
      write(out, "_BOOT_ID=0123456789abcdef0123456789abcdef\n_HOSTNAME=orders-1\n");
      write(out, "SYSLOG_IDENTIFIER=tomcat10\n_PID=4711\nMESSAGE\n");
      for (int i = 0; i < Long.BYTES; i++) {
        out.write((int) ((long) bytes.length >> (8 * i)) & 0xff);
      }
      out.writeBytes(bytes);
      write(out, "\n\n");
      time++;
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void run(File output, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
