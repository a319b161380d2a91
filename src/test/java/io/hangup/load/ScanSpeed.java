package io.hangup.load;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Reads 2 GB of log with the scan and with what people use instead, in turns, and writes {@code
 * target/scan.md}: {@code mvn -Pscan verify}.
 */
public final class ScanSpeed {
  private static final int MEGABYTES = Integer.getInteger("hangup.scan.megabytes", 2000);
  private static final int ROUNDS = 3;
  private static final int LINES_BETWEEN = 60;
  private static final String JAR = System.getProperty("hangup.jar").replace(".jar", "-cli.jar");
  private static final Path FOLDER = Path.of("target/scan");

  private ScanSpeed() {}

  /** Needs {@code grep} and {@code zcat}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path quiet = FOLDER.resolve("quiet.log");
    Path noisy = FOLDER.resolve("noisy.log");
    Path packed = FOLDER.resolve("noisy.log.gz");
    write(quiet, LINES_BETWEEN);
    write(noisy, 1);
    try (OutputStream out =
        new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(packed)))) {
      Files.copy(noisy, out);
    }
    StringBuilder table =
        new StringBuilder(
            """
            | what is read | with | s | MB/s | hang-ups, or lines |
            |---|---|--:|--:|--:|
            """);
    row(table, "a trace every 60 lines", quiet, quiet, scan(quiet, 1));
    row(table, "a trace every 60 lines", quiet, quiet, shell("grep -c IOException " + quiet));
    row(table, "traces above all", noisy, noisy, scan(noisy, 1));
    row(table, "traces above all", noisy, noisy, shell("grep -c IOException " + noisy));
    row(table, "the same, gzip", packed, noisy, scan(packed, 1));
    String zcat = "zcat " + packed + " | grep -c IOException";
    row(table, "the same, gzip", packed, noisy, shell(zcat));
    row(
        table,
        "both, all cores",
        noisy,
        noisy,
        scan(FOLDER, Runtime.getRuntime().availableProcessors()));
    String text = table + "\n" + Machine.describe() + "; best of " + ROUNDS + "\n";
    System.out.print(text);
    Files.writeString(Path.of("target/scan.md"), text);
    for (Path each : List.of(quiet, noisy, packed)) {
      Files.delete(each);
    }
  }

  private static List<String> scan(Path what, int cores) {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    String processors = "-XX:ActiveProcessorCount=" + cores;
    return List.of(java, "-Xmx256m", processors, "-jar", JAR, "scan", what.toString());
  }

  private static List<String> shell(String command) {
    return List.of("sh", "-c", "LC_ALL=C.UTF-8 " + command);
  }

  private static void row(
      StringBuilder table, String what, Path file, Path unpacked, List<String> command)
      throws IOException, InterruptedException {
    double best = Double.MAX_VALUE;
    String said = "";
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      best = Math.min(best, (System.nanoTime() - begun) / 1e9);
    }
    boolean isScan = command.get(0).endsWith("java");
    boolean isAll = isScan && command.get(command.size() - 1).equals(FOLDER.toString());
    long bytes = isAll ? sizeOfAll(unpacked) : Files.size(unpacked);
    String found =
        isScan
            ? said.lines().filter(line -> line.startsWith("  hang-ups")).findFirst().orElse("?")
            : said;
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.1f | %.0f | %s |%n",
            what,
            isScan ? "scan" : command.get(2).replace("LC_ALL=C.UTF-8 ", "").replace(file + "", "F"),
            best,
            bytes / 1e6 / best,
            found.replaceAll("^\\D*([\\d,]+).*", "$1").strip()));
  }

  /** The packed one is read as what it is unpacked. */
  private static long sizeOfAll(Path unpacked) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      long sum = 0;
      for (Path each : files.toList()) {
        sum += Files.size(each.toString().endsWith(".gz") ? unpacked : each);
      }
      return sum;
    }
  }

  /** As Tomcat writes it: lines, and now and then what a client leaves behind. */
  private static void write(Path file, int between) throws IOException {
    String trace =
        Files.readString(Path.of("src/test/resources/traces/ws-doclose-broken-pipe.txt"));
    String lines = trace.substring(trace.indexOf('\n') + 1).strip().indent(0);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      long bytes = 0;
      for (int i = 0; bytes < MEGABYTES * 1_000_000L; i++) {
        boolean hasTrace = i % (between + 1) == between;
        String line =
            String.format(
                    Locale.ROOT,
                    "26-Nov-2026 %02d:%02d:%02d.%03d %s [http-nio-8080-exec-%d] ",
                    i / 36_000 % 24,
                    i / 600 % 60,
                    i / 10 % 60,
                    i % 1000,
                    hasTrace ? "SEVERE" : "INFO",
                    i % 200)
                + (hasTrace
                    ? "org.apache.tomcat.websocket.pojo.PojoEndpointBase.onError No error handling"
                        + " configured for [com.example.Chat] and the following error occurred\n"
                        + lines
                    : "com.example.orders.OrderService.confirm Order "
                        + i
                        + " confirmed, 3 items\n");
        out.write(line);
        bytes += line.length();
      }
    }
  }
}
