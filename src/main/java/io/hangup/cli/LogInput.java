package io.hangup.cli;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One log.
 *
 * @param path null for standard input
 */
record LogInput(String name, @Nullable Path path) {
  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  /** What is not unpacked here, by its first bytes. */
  private static final Map<String, byte[]> OTHERS =
      Map.of(
          "xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z'},
          "bzip2", new byte[] {'B', 'Z', 'h'},
          "zip", new byte[] {'P', 'K', 3, 4});

  private static final int MAGIC = 6;

  /** How large it is where it lies; 0 where that is not known. */
  long size() {
    try {
      return path == null ? 0 : Files.size(path);
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Opens it, unpacked.
   *
   * @param read counts the bytes that were read of the file
   */
  InputStream open(AtomicLong read) throws IOException {
    InputStream raw = path == null ? System.in : Files.newInputStream(path);
    try {
      return unpacked(new BufferedInputStream(new Counting(raw, read), BUFFER));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private InputStream unpacked(BufferedInputStream in) throws IOException {
    in.mark(MAGIC);
    byte[] magic = in.readNBytes(MAGIC);
    in.reset();
    if (startsWith(magic, GZIP)) {
      return new GZIPInputStream(in, BUFFER);
    }
    if (startsWith(magic, ZSTD)) {
      return new ZstdInputStream(in);
    }
    for (Map.Entry<String, byte[]> each : OTHERS.entrySet()) {
      if (startsWith(magic, each.getValue())) {
        throw new IOException("is packed with " + each.getKey() + ": unpack it first");
      }
    }
    return in;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static final class Counting extends FilterInputStream {
    private final AtomicLong read;

    Counting(InputStream in, AtomicLong read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      read.addAndGet(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int some = super.read(bytes, offset, length);
      read.addAndGet(Math.max(0, some));
      return some;
    }
  }
}
