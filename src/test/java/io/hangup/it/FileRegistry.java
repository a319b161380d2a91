package io.hangup.it;

import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A registry for {@code lib/} that writes down what it is told, in a file that it is told of. */
public class FileRegistry implements SessionRegistry {
  private Path file;

  public void setFile(String file) {
    this.file = Path.of(file);
  }

  @Override
  public void opened(OpenSession session) {
    write("opened " + session.endpoint() + " " + session.pathParameters());
  }

  @Override
  public void drop(DeadSession dead) {
    String code = dead.disconnect() == null ? "-" : dead.disconnect().code();
    write(
        "dropped "
            + dead.session().endpoint()
            + " "
            + dead.closeCode()
            + " "
            + (dead.wasClean() ? "clean " : "unclean ")
            + code);
  }

  @Override
  public void close() {
    write("closed");
  }

  private void write(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
