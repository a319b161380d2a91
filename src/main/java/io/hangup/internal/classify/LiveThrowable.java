package io.hangup.internal.classify;

import io.hangup.internal.tomcat.TomcatMember;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A live throwable. Its methods may be an application's, so each call is guarded. */
public final class LiveThrowable implements ThrowableView {
  private final Throwable thrown;
  private @Nullable List<StackTraceElement> frames;
  private @Nullable List<ThrowableView> suppressed;
  private @Nullable ThrowableView cause;
  private boolean isCauseKnown;
  private @Nullable OriginVerdict verdict;

  private LiveThrowable(Throwable thrown) {
    this.thrown = thrown;
  }

  /** A view of {@code thrown}; its stack trace is materialised only when it is asked for. */
  public static ThrowableView view(Throwable thrown) {
    return new LiveThrowable(thrown);
  }

  @Override
  public String type() {
    return thrown.getClass().getName();
  }

  @Override
  public @Nullable String message() {
    return guarded(thrown::getMessage);
  }

  @Override
  public List<StackTraceElement> frames() {
    List<StackTraceElement> known = frames;
    if (known == null) {
      StackTraceElement[] read = guarded(() -> MovedTraces.of(thrown));
      known = read == null ? List.of() : withoutNulls(Arrays.asList(read));
      frames = known;
    }
    return known;
  }

  /** What an application has set as its trace may have some. */
  private static List<StackTraceElement> withoutNulls(List<StackTraceElement> frames) {
    return frames.contains(null) ? frames.stream().filter(Objects::nonNull).toList() : frames;
  }

  @Override
  public @Nullable ThrowableView cause() {
    if (!isCauseKnown) {
      cause = readCause();
      isCauseKnown = true;
    }
    return cause;
  }

  private @Nullable ThrowableView readCause() {
    try {
      Throwable read = thrown.getCause();
      return read == null ? null : new LiveThrowable(read);
    } catch (VirtualMachineError e) {
      return unreadable(e);
    } catch (Throwable hostile) {
      return PrintedThrowable.UNREADABLE;
    }
  }

  private static ThrowableView unreadable(VirtualMachineError e) {
    if (e instanceof StackOverflowError) {
      return PrintedThrowable.UNREADABLE;
    }
    throw e;
  }

  @Override
  public OriginVerdict verdict(Function<ThrowableView, OriginVerdict> table) {
    OriginVerdict known = verdict;
    if (known == null) {
      known = table.apply(this);
      verdict = known;
    }
    return known;
  }

  @Override
  public List<ThrowableView> suppressed() {
    List<ThrowableView> known = suppressed;
    if (known == null) {
      known = held();
      Throwable[] added = thrown.getSuppressed();
      if (added.length > 0) {
        known =
            Stream.concat(Arrays.stream(added).map(LiveThrowable::view), known.stream()).toList();
      }
      suppressed = known;
    }
    return known;
  }

  private List<ThrowableView> held() {
    List<ThrowableView> held = guarded(() -> HeldFailures.of(thrown, LiveThrowable::view));
    return held == null ? List.of(PrintedThrowable.UNREADABLE) : held;
  }

  @Override
  public Throwable thrown() {
    return thrown;
  }

  @Override
  public @Nullable String http2Error() {
    Object error = TomcatMember.STREAM_ERROR.read(thrown);
    return error == null ? null : error.toString();
  }

  @Override
  public String toString() {
    return type();
  }

  private static <T> @Nullable T guarded(Call<T> call) {
    try {
      return call.run();
    } catch (VirtualMachineError e) {
      if (e instanceof StackOverflowError) {
        return null;
      }
      throw e;
    } catch (Throwable hostile) {
      return null;
    }
  }

  /** A method of the throwable's. */
  private interface Call<T> {
    @Nullable T run() throws Exception;
  }
}
