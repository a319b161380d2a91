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
  private static final String CAPTION = "Exception in thread \"";

  /** How the lines of a trace begin, after their indentation. */
  private static final List<String> TRACE_LINES =
      List.of("at ", "... ", "Caused by: ", "Suppressed: ", "[CIRCULAR REFERENCE");

  private final Gatekeeper keeper;
  private final Counters counters;

  /** Whether the lines that the thread prints next belong to a withheld trace. */
  private final ThreadLocal<Boolean> withholding = ThreadLocal.withInitial(() -> false);

  /**
   * What {@code ThreadGroup.uncaughtException} prints before the trace, on the same line; it waits
   * for the trace to be judged.
   */
  private final ThreadLocal<@Nullable String> caption = new ThreadLocal<>();

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
  public void print(@Nullable String text) {
    if (!open && text != null && text.startsWith(CAPTION) && isOfUncaughtException()) {
      caption.set(text);
    } else {
      target().print(text);
    }
  }

  /** Whether the JDK itself prints: it goes on with the trace, and with nothing else. */
  private static boolean isOfUncaughtException() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(2).findFirst())
        .filter(frame -> frame.getClassName().equals("java.lang.ThreadGroup"))
        .isPresent();
  }

  @Override
  public void println(@Nullable Object printed) {
    if (open) {
      pass(printed);
    } else if (printed instanceof Throwable thrown) {
      boolean withheld = keeper.withholds(thrown, null);
      withholding.set(withheld);
      if (withheld) {
        caption.remove();
        counters.traceWithheld();
      } else {
        pass(printed);
      }
    } else if (!withholding.get() || !isTraceLine(printed)) {
      withholding.set(false);
      pass(printed);
    }
  }

  private void pass(@Nullable Object printed) {
    String waiting = caption.get();
    if (waiting != null) {
      caption.remove();
      target().print(waiting);
    }
    target().println(printed);
  }

  private static boolean isTraceLine(@Nullable Object printed) {
    if (!(printed instanceof String line)) {
      return false;
    }
    String text = line.stripLeading();
    return TRACE_LINES.stream().anyMatch(text::startsWith);
  }
}
