package io.hangup.internal.classify;

import io.hangup.internal.tomcat.TomcatMember;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A live throwable. Its methods may be an application's, so each call is guarded. */
final class ThrownFailure implements Failure {
  private final Throwable thrown;
  private @Nullable List<StackTraceElement> frames;
  private @Nullable List<Failure> suppressed;
  private @Nullable Failure cause;
  private boolean isCauseKnown;
  private OriginTable.@Nullable Verdict verdict;

  ThrownFailure(Throwable thrown) {
    this.thrown = thrown;
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
  public @Nullable Failure cause() {
    if (!isCauseKnown) {
      cause = readCause();
      isCauseKnown = true;
    }
    return cause;
  }

  private @Nullable Failure readCause() {
    try {
      Throwable read = thrown.getCause();
      return read == null ? null : new ThrownFailure(read);
    } catch (VirtualMachineError e) {
      return unreadable(e);
    } catch (Throwable hostile) {
      return PrintedFailure.UNREADABLE;
    }
  }

  private static Failure unreadable(VirtualMachineError e) {
    if (e instanceof StackOverflowError) {
      return PrintedFailure.UNREADABLE;
    }
    throw e;
  }

  @Override
  public OriginTable.Verdict verdict() {
    OriginTable.Verdict known = verdict;
    if (known == null) {
      known = OriginTable.judge(this);
      verdict = known;
    }
    return known;
  }

  @Override
  public List<Failure> suppressed() {
    List<Failure> known = suppressed;
    if (known == null) {
      known = held();
      Throwable[] added = thrown.getSuppressed();
      if (added.length > 0) {
        known = Stream.concat(Arrays.stream(added).map(Failure::of), known.stream()).toList();
      }
      suppressed = known;
    }
    return known;
  }

  private List<Failure> held() {
    List<Failure> held = guarded(() -> HeldFailures.of(thrown));
    return held == null ? List.of(PrintedFailure.UNREADABLE) : held;
  }

  @Override
  public Throwable thrown() {
    return thrown;
  }

  @Override
  public @Nullable String http2Error() {
    Object error = TomcatMember.STREAM_ERROR.of(thrown);
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
