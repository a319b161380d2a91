package io.hangup.internal.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one log to its end. */
public final class LogScanner {
  /**
   * What a log was read as.
   *
   * @param problem why it has ended too early; null where it has not
   * @param longLines lines of more than a megabyte, which were not looked at
   */
  public record Ended(long bytes, long lines, long longLines, @Nullable String problem) {}

  private final Charset charset;
  private final Consumer<ScannedRecord> records;
  private final @Nullable OutputStream clean;

  /**
   * @param records is given each record with a stack trace
   * @param clean is written what is no hang-up; null where nobody wants it
   */
  public LogScanner(
      Charset charset, Consumer<ScannedRecord> records, @Nullable OutputStream clean) {
    this.charset = charset;
    this.records = records;
    this.clean = clean;
  }

  /**
   * Reads {@code in}, which is not closed.
   *
   * @throws IOException if it cannot be read, or the rest not be written
   */
  public Ended scan(InputStream in) throws IOException {
    Cleaner cleaner = clean == null ? null : new Cleaner(clean);
    RecordScanner scanner =
        new RecordScanner(
            charset,
            (record, raw, firstLine) -> {
              records.accept(record);
              if (cleaner != null && record.verdict().reason() == Reason.DISCONNECT) {
                cleaner.remove(raw, firstLine);
              }
            });
    Assembler assembler = new Assembler(scanner);
    LineReader reader =
        new LineReader(
            new LineReader.Lines() {
              @Override
              public void line(Line line) throws IOException {
                if (cleaner == null) {
                  assembler.add(line);
                  return;
                }
                cleaner.add(line);
                assembler.add(line);
                cleaner.writeUntil(assembler.decidedUntil(line.to));
              }

              @Override
              public void tooLong(byte[] bytes, int start, int end) throws IOException {
                assembler.end();
                if (cleaner != null) {
                  cleaner.pass(bytes, start, end);
                }
              }
            });
    String problem = reader.read(in);
    assembler.end();
    if (cleaner != null) {
      cleaner.writeUntil(Long.MAX_VALUE);
    }
    return new Ended(reader.bytes(), reader.count(), reader.longLines(), problem);
  }
}
