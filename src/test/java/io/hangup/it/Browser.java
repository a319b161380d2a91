package io.hangup.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window, and other programs that are run to their end. */
final class Browser {
  private Browser() {}

  /**
   * Opens a page, and takes a picture of it.
   *
   * @param size of the window, e.g. {@code 1280,900}
   * @param more options
   * @return what the page has become
   */
  static String open(String url, String size, Path image, List<String> more) throws IOException {
    Files.createDirectories(image.getParent());
    List<String> common =
        Stream.concat(
                Stream.of(
                    "/usr/bin/chromium",
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--window-size=" + size,
                    "--virtual-time-budget=5000"),
                more.stream())
            .toList();
    run(Stream.concat(common.stream(), Stream.of("--screenshot=" + image.toAbsolutePath(), url)));
    return run(Stream.concat(common.stream(), Stream.of("--dump-dom", url)));
  }

  private static String run(Stream<String> command) throws IOException {
    return run(command.toArray(String[]::new));
  }

  /** What a program has said. */
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      process.waitFor(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return said;
  }
}
