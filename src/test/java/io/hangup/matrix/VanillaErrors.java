package io.hangup.matrix;

import io.hangup.fixture.Vanilla;
import io.hangup.matrix.RealErrorsComparison.Trial;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The real errors of a run without the Valve. Which thread comes first varies, and with it some
 * traces: whatever a case has come to is remembered.
 */
final class VanillaErrors implements Closeable {
  private final Run run;
  private final Vanilla vanilla;
  private RealErrorsServer server;

  VanillaErrors(Run run) throws IOException {
    this.run = run;
    vanilla = new Vanilla("real-errors-" + run.file(), run.platform().jdk().orElseThrow());
  }

  /** What a case has come to so far. */
  List<RealErrorsConsole> of(String name) throws IOException {
    return vanilla.outcomes(name).stream().map(RealErrorsConsole::fromKept).toList();
  }

  /** That which is the same as {@code other}, or else the first; there is one. */
  RealErrorsConsole likest(String name, RealErrorsConsole other) throws IOException {
    List<RealErrorsConsole> known = of(name);
    return known.contains(other) ? other : known.get(0);
  }

  RealErrorsConsole runOnceMore(String name, Trial trial) throws Exception {
    if (server == null) {
      server = new RealErrorsServer(run, "real-without", false);
    }
    RealErrorsConsole console = RealErrorsComparison.run(trial, server);
    if (!console.isBroken() && !of(name).contains(console)) {
      vanilla.add(name, console.kept());
    }
    return console;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
