package io.hangup.matrix;

import io.hangup.fixture.Patience;
import io.hangup.fixture.Vanilla;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of a run without the Valve: each is run once, and remembered as long as it holds. */
final class VanillaRows implements Closeable {
  private final Run run;
  private final Vanilla vanilla;
  private MatrixServer server;

  VanillaRows(Run run) throws IOException {
    this.run = run;
    vanilla = new Vanilla("hang-ups-" + run.file(), run.platform().jdk().orElseThrow());
  }

  /** What the server logs and prints of {@code row}. */
  Outcome of(Row row) throws Exception {
    List<String> known = vanilla.outcomes(row.name());
    if (!known.isEmpty()) {
      return Outcome.of(known.get(0));
    }
    if (server == null) {
      server = new MatrixServer(run, "matrix-without", false);
    }
    Outcome outcome = MatrixIT.run(row, server, Patience.EVENT, any -> true);
    if (!outcome.isOfAFailedClient()) {
      vanilla.add(row.name(), outcome.console());
    }
    return outcome;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
