package io.hangup.internal.logging;

import io.hangup.disconnect.Source;
import io.hangup.internal.adapter.SharedSuppressor;
import io.hangup.internal.report.Tally;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate in front of a standard stream. {@link Throwable#printStackTrace()} hands the throwable
 * itself to {@link #println(Object)}, and then its lines as strings from the same thread: the first
 * is judged, the others follow it. What is printed as text is judged where it is a whole trace, and
 * held back only while {@code printStackTrace} itself prints it.
 */
public final class StandardStreamGate extends DelegatingPrintStream {
  private final String name;
  private final Source source;
  private final TraceSizes sizes = new TraceSizes();
  private final SuppressionDecider decider;
  private final TextTraces texts;
  private final Tally tally;
  private final HeldTraces held = new HeldTraces(this::printHeld);
  private final Supplier<PrintStream> standard;
  private final Consumer<PrintStream> setter;

  /** Whether the lines that the thread prints next belong to a withheld trace. */
  private final ThreadLocal<Boolean> withholding = ThreadLocal.withInitial(() -> false);

  private volatile boolean holding;
  private volatile boolean passThrough;

  private StandardStreamGate(
      String name,
      Source source,
      Supplier<PrintStream> standard,
      Consumer<PrintStream> setter,
      SuppressionDecider decider,
      Tally tally) {
    super(standard.get());
    this.name = name;
    this.source = source;
    this.standard = standard;
    this.setter = setter;
    this.decider = decider;
    this.tally = tally;
    this.texts = new TextTraces(decider);
  }

  /** Puts a gate in front of {@code System.err}. */
  public static StandardStreamGate install(SuppressionDecider decider, Tally tally) {
    return install("System.err", Source.STDERR, () -> System.err, System::setErr, decider, tally);
  }

  /** Puts a gate in front of {@code System.out}. */
  public static StandardStreamGate installOut(SuppressionDecider decider, Tally tally) {
    return install("System.out", Source.STDOUT, () -> System.out, System::setOut, decider, tally);
  }

  private static StandardStreamGate install(
      String name,
      Source source,
      Supplier<PrintStream> standard,
      Consumer<PrintStream> setter,
      SuppressionDecider decider,
      Tally tally) {
    StandardStreamGate gate =
        new StandardStreamGate(name, source, standard, setter, decider, tally);
    setter.accept(gate);
    return gate;
  }

  /**
   * Makes the stream that was the standard one be it again. Where somebody has replaced or wrapped
   * this one meanwhile, it stays and passes everything.
   */
  public void uninstall() {
    passThrough = true;
    if (standard.get() == this) {
      setter.accept(target());
    }
    held.endAll();
  }

  /** From now on {@link #check} is called often enough for a trace to be held until then. */
  public void hold() {
    holding = true;
  }

  /** Lets go of what is held and has no more to come. */
  public void check() {
    held.check();
  }

  /** Whatever a thread prints, what it printed before comes first. */
  @Override
  PrintStream next() {
    HeldTrace mine = held.mine();
    if (mine != null) {
      synchronized (mine) {
        held.end(mine, false);
      }
    }
    return target();
  }

  private void count(long bytes) {
    tally.withheld(source, true, Math.max(0, bytes));
  }

  private void printHeld(byte[] bytes, boolean whole) {
    byte[] left = whole && !passThrough ? texts.leftOfPrinted(bytes, name) : null;
    if (left != null) {
      count(bytes.length - left.length);
    }
    byte[] shown = left == null ? bytes : left;
    if (shown.length > 0) {
      target().write(shown, 0, shown.length);
    }
  }

  @Override
  public void println(@Nullable Object printed) {
    if (passThrough) {
      next().println(printed);
    } else if (printed instanceof Throwable thrown) {
      boolean withheld =
          PrintedBy.isPrintStackTrace()
              && decider.judge(Occasion.printed(thrown, name)).withholds()
              && !PrintedBy.isEndOfThread();
      withholding.set(withheld);
      if (withheld) {
        count(sizes.estimate(thrown));
      } else {
        next().println(printed);
      }
    } else if (!withholding.get() || !PrintedBy.isPrintStackTrace()) {
      withholding.set(withholding.get() && PrintedBy.isInPrintStackTrace());
      if (isText(printed)) {
        println(String.valueOf(printed));
      } else {
        next().println(printed);
      }
    }
  }

  @Override
  public void println(@Nullable String text) {
    String left = leftOf(text);
    if (left == null) {
      next().println(text);
    } else if (!left.isEmpty()) {
      next().println(left);
    }
  }

  @Override
  public void print(@Nullable String text) {
    String left = leftOf(text);
    if (left == null) {
      next().print(text);
    } else if (!left.isEmpty()) {
      next().print(left);
    }
  }

  @Override
  public void print(@Nullable Object printed) {
    if (isText(printed)) {
      print(String.valueOf(printed));
    } else {
      next().print(printed);
    }
  }

  private static boolean isText(@Nullable Object printed) {
    return printed instanceof CharSequence || printed instanceof StringWriter;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text) {
    print(String.valueOf(text));
    return this;
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... args) {
    return format(format, args);
  }

  @Override
  public PrintStream printf(@Nullable Locale locale, String format, @Nullable Object... args) {
    return format(locale, format, args);
  }

  @Override
  @SuppressWarnings("AnnotateFormatMethod") // It is the JDK's.
  public PrintStream format(String format, @Nullable Object... args) {
    if (!SharedSuppressor.mayHoldTrace(null, args)) {
      return super.format(format, args);
    }
    print(String.format(format, args));
    return this;
  }

  @Override
  @SuppressWarnings("AnnotateFormatMethod") // It is the JDK's.
  public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... args) {
    if (!SharedSuppressor.mayHoldTrace(null, args)) {
      return super.format(locale, format, args);
    }
    print(String.format(locale, format, args));
    return this;
  }

  /** What is left of {@code text}; null if it stays as it is. */
  private @Nullable String leftOf(@Nullable String text) {
    if (text == null || !SharedSuppressor.mayHoldTrace(text) || passThrough) {
      return null;
    }
    String left = texts.leftOfPrinted(text, name);
    if (left != null) {
      count(text.length() - left.length());
    }
    return left;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    boolean mayBegin = TraceBytes.mayBegin(bytes, offset, length);
    HeldTrace mine = held.mine();
    if (passThrough || length == 0 || (mine == null && !mayBegin)) {
      next().write(bytes, offset, length);
      return;
    }
    boolean ofTrace = PrintedBy.isPrintStackTrace();
    if (mine == null || !goesOn(mine, ofTrace, bytes, offset, length)) {
      begin(ofTrace, bytes, offset, length);
    }
  }

  /** Whether {@code mine} has taken the bytes, or gone with them. */
  private boolean goesOn(HeldTrace mine, boolean ofTrace, byte[] bytes, int offset, int length) {
    synchronized (mine) {
      boolean another = mine.isAtLineEnd() && TraceBytes.isHeader(bytes, offset, length);
      boolean more = ofTrace ? !another : mine.goesOnWith(bytes, offset, length);
      if (mine.isReleased() || !more) {
        held.end(mine, false);
        return false;
      }
      mine.append(bytes, offset, length);
      if (!ofTrace && mine.isAtLineEnd()) {
        held.end(mine, true);
      }
      return true;
    }
  }

  private void begin(boolean ofTrace, byte[] bytes, int offset, int length) {
    boolean toCome = ofTrace || HeldTrace.isFullBuffer(length);
    if (toCome && holding && isTrace(ofTrace, bytes, offset, length) && isShared()) {
      HeldTrace begun = held.begin();
      synchronized (begun) {
        begun.append(bytes, offset, length);
      }
      return;
    }
    boolean judged = !ofTrace && TraceBytes.hasFrame(bytes, offset, length);
    byte[] left =
        judged
            ? texts.leftOfPrinted(Arrays.copyOfRange(bytes, offset, offset + length), name)
            : null;
    if (left == null) {
      next().write(bytes, offset, length);
    } else {
      count(length - left.length);
      next().write(left, 0, left.length);
    }
  }

  private boolean isShared() {
    return Capturing.isSharedBy(target());
  }

  /** A header alone proves no trace, unless {@code printStackTrace} prints it. */
  private static boolean isTrace(boolean ofTrace, byte[] bytes, int offset, int length) {
    return (ofTrace && TraceBytes.isHeader(bytes, offset, length))
        || TraceBytes.hasFrame(bytes, offset, length);
  }

  /** A writer that flushes with every line does so in the middle of a trace, too. */
  @Override
  public void flush() {
    if (held.mine() != null && PrintedBy.isPrintStackTrace()) {
      target().flush();
    } else {
      super.flush();
    }
  }
}
