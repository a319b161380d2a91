package io.hangup.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Whether somebody looks. */
final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal that can show blocks. */
  static boolean isOutput() {
    return is(1) && charset().newEncoder().canEncode('\u2588');
  }

  /** Whether standard error is a terminal. */
  static boolean isError() {
    return is(2);
  }

  /** The JDK says it of input and output together; where the system says nothing, that is it. */
  private static boolean is(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isSymbolicLink(link)) {
      return CommandLine.Help.Ansi.AUTO.enabled();
    }
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** That of the output: the JDK has had a name for it since 19. */
  static Charset charset() {
    String name =
        System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }
}
