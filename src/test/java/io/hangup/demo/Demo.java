package io.hangup.demo;

import io.hangup.fixture.Scenario;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Starts Tomcat without and then with the Valve, lets the same clients hang up on the same sample
 * application, and prints what each side logged. Exits with 1 if the quiet side was not quiet, or
 * the noisy side was.
 */
public final class Demo {
  private static final int CLIENTS = 50;

  private Demo() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    out.printf(
        "%d clients hang up on a chat: they reset, vanish without a close frame,%n"
            + "or reset while the server writes.%n%n",
        CLIENTS);
    Side without = Side.run(false, port -> Scenario.hangUp(port, "/chat", CLIENTS), CLIENTS);
    Side with = Side.run(true, port -> Scenario.hangUp(port, "/chat", CLIENTS), CLIENTS);

    out.printf("%-28s%12s%12s%n", "", "without", "with Hangup");
    row(out, "records at INFO and above", without.records(), with.records());
    row(out, "stack traces", without.traces(), with.traces());
    row(out, "bytes logged", without.bytes(), with.bytes());
    row(out, "sessions left in the map", without.sessionsLeft(), with.sessionsLeft());
    row(out, "sessions dropped", without.drops(), with.drops());
    out.printf("%nAt DEBUG, logger io.hangup.disconnect:%n%n");
    with.debugLines().forEach(out::println);

    boolean quiet =
        with.records() == 0
            && with.traces() == 0
            && with.bytes() == 0
            && with.sessionsLeft() == 0
            && with.drops() == CLIENTS
            && with.debugLines().size() == CLIENTS;
    boolean noisy = without.traces() >= CLIENTS && without.sessionsLeft() == CLIENTS;
    out.printf(
        "%n%s%n",
        quiet && noisy
            ? "Quiet with Hangup, noisy without."
            : "FAILED: expected a noisy side without Hangup and a quiet one with it.");
    System.exit(quiet && noisy ? 0 : 1);
  }

  private static void row(PrintStream out, String name, long without, long with) {
    out.printf(Locale.ROOT, "%-28s%,12d%,12d%n", name, without, with);
  }
}
