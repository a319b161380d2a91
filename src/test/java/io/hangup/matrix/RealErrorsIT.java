package io.hangup.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real errors stay, to the byte: whatever the application's own connections, parsers and mistakes
 * have logged and printed without the Valve is logged and printed with it. The system property
 * {@code hangup.errors} is a regular expression that chooses cases.
 */
class RealErrorsIT {
  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("hangup.errors", ""));

  /** Which of two threads makes a failure may vary; a record that is missing never does. */
  private static final int ATTEMPTS = 8;

  static List<String> versions() {
    return TomcatDistribution.versions().toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void leavesRealErrorsAsTheyWere(String version) throws Exception {
    try (Pair servers = new Pair(version);
        RealErrorsBackend backend = new RealErrorsBackend()) {
      int number = 0;
      for (RealErrorsCase each : RealErrorsCases.all()) {
        if (CHOSEN.matcher(each.name()).find()) {
          int first = ATTEMPTS * number++;
          servers.compare(
              each.name(), (server, attempt) -> each.run(server, backend, first + attempt));
        }
      }
      for (RealErrorsMalformed each : RealErrorsMalformed.all()) {
        if (CHOSEN.matcher(each.name()).find()) {
          servers.compare(each.name(), (server, attempt) -> each.run(server));
        }
      }
      servers.check();
    }
  }

  /** Runs a case on a server. */
  private interface Run {
    RealErrorsConsole on(RealErrorsServer server, int attempt) throws Exception;
  }

  /** A server without the Valve and one with it. */
  private static final class Pair implements AutoCloseable {
    private final String version;
    private final RealErrorsServer without;
    private final RealErrorsServer with;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<String> table =
        new ArrayList<>(List.of("| case | without | with | |", "| --- | --- | --- | --- |"));
    private final List<String> wrong = new ArrayList<>();
    private final StringBuilder details = new StringBuilder();

    Pair(String version) throws Exception {
      this.version = version;
      without = new RealErrorsServer(version, "real-without", false);
      with = new RealErrorsServer(version, "real-with", true);
    }

    void compare(String name, Run run) throws Exception {
      Set<String> variants = new HashSet<>();
      Set<String> seen = new HashSet<>();
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        int which = attempt;
        CompletableFuture<RealErrorsConsole> loud = later(() -> run.on(without, which));
        CompletableFuture<RealErrorsConsole> quiet = later(() -> run.on(with, which));
        variants.addAll(loud.get().items());
        seen.addAll(quiet.get().items());
        boolean same =
            loud.get().items().size() == quiet.get().items().size()
                && variants.containsAll(quiet.get().items())
                && seen.containsAll(loud.get().items());
        String verdict = verdict(loud.get(), quiet.get(), same);
        if (attempt == ATTEMPTS - 1 || !verdict.equals("altered")) {
          add(name, loud.get(), quiet.get(), verdict);
          return;
        }
      }
    }

    private CompletableFuture<RealErrorsConsole> later(
        java.util.concurrent.Callable<RealErrorsConsole> task) {
      CompletableFuture<RealErrorsConsole> result = new CompletableFuture<>();
      threads.execute(
          () -> {
            try {
              result.complete(task.call());
            } catch (Exception | Error e) {
              result.complete(RealErrorsConsole.of("NO END: " + e + "\n"));
            }
          });
      return result;
    }

    private static String verdict(RealErrorsConsole loud, RealErrorsConsole quiet, boolean same) {
      if (loud.items().isEmpty() || loud.text().matches("(?s).*(DID NOT FAIL|NO END).*")) {
        return "broken case";
      }
      if (quiet.items().size() < loud.items().size()) {
        return "hidden";
      }
      return same ? "same" : "altered";
    }

    private void add(String name, RealErrorsConsole loud, RealErrorsConsole quiet, String verdict)
        throws IOException {
      table.add(
          "| %s | %d records, %d chars | %d records, %d chars | %s |"
              .formatted(
                  name,
                  loud.items().size(),
                  loud.text().length(),
                  quiet.items().size(),
                  quiet.text().length(),
                  verdict));
      if (!verdict.equals("same")) {
        wrong.add(verdict + ": " + name);
        details
            .append("#### ")
            .append(wrong.get(wrong.size() - 1))
            .append("\n---- without\n")
            .append(loud.text())
            .append("---- with\n")
            .append(quiet.text());
      }
      Files.write(Path.of("target/real-errors-" + version + ".md"), table);
      Files.writeString(Path.of("target/real-errors-" + version + ".txt"), details);
    }

    void check() {
      assertThat(wrong).as("of " + (table.size() - 2) + " cases").isEmpty();
    }

    @Override
    public void close() {
      threads.shutdownNow();
      without.close();
      with.close();
    }
  }
}
