package io.hangup.gate;

import io.hangup.report.Counters;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate in front of {@code System.err}. {@link Throwable#printStackTrace()} hands the throwable
 * itself to {@link #println(Object)}, and then its lines as strings from the same thread: the first
 * is judged, the others follow it.
 */
public final class PrintedTraceGate extends DelegatingPrintStream {
  /** How the lines of a trace begin, after their indentation. */
  private static final List<String> TRACE_LINES =
      List.of("at ", "... ", "Caused by: ", "Suppressed: ", "[CIRCULAR REFERENCE");

  /** {@code printStackTrace()} has some methods of its own between its caller and us. */
  private static final int FRAMES_TO_CALLER = 10;

  private final Gatekeeper keeper;
  private final Counters counters;

  /** Whether the lines that the thread prints next belong to a withheld trace. */
  private final ThreadLocal<Boolean> withholding = ThreadLocal.withInitial(() -> false);

  private volatile boolean open;

  private PrintedTraceGate(PrintStream target, Gatekeeper keeper, Counters counters) {
    super(target);
    this.keeper = keeper;
    this.counters = counters;
  }

  /** Puts a gate in front of {@code System.err}. */
  public static PrintedTraceGate install(Gatekeeper keeper, Counters counters) {
    PrintedTraceGate gate = new PrintedTraceGate(System.err, keeper, counters);
    System.setErr(gate);
    return gate;
  }

  /**
   * Makes the stream that was {@code System.err} be it again. Where somebody has replaced or
   * wrapped this one meanwhile, it stays and passes everything.
   */
  public void uninstall() {
    open = true;
    if (System.err == this) {
      System.setErr(target());
    }
  }

  @Override
  public void println(@Nullable Object printed) {
    if (open) {
      target().println(printed);
    } else if (printed instanceof Throwable thrown) {
      boolean withheld = keeper.judge(Occasion.printed(thrown)).withholds() && !isEndOfThread();
      withholding.set(withheld);
      if (withheld) {
        counters.traceWithheld();
      } else {
        target().println(printed);
      }
    } else if (!withholding.get() || !isTraceLine(printed)) {
      withholding.set(false);
      target().println(printed);
    }
  }

  /**
   * Whether the JDK, or the handler that it calls by default, prints what nobody has caught: a
   * thread of the application's has ended, and that is more than a disconnect.
   */
  private static boolean isEndOfThread() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .limit(FRAMES_TO_CALLER)
                    .anyMatch(frame -> frame.getClassName().equals("java.lang.ThreadGroup")));
  }

  private static boolean isTraceLine(@Nullable Object printed) {
    if (!(printed instanceof String line)) {
      return false;
    }
    String text = line.stripLeading();
    return TRACE_LINES.stream().anyMatch(text::startsWith);
  }
}
