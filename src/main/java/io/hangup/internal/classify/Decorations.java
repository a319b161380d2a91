package io.hangup.internal.classify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Known markers: what libraries add to a failure as suppressed to say where it came by, or that it
 * has happened, and that is no failure of its own.
 */
final class Decorations {
  private static final List<Row> ROWS =
      List.of(
          // Reactor: the assembly or checkpoint trace of the operators that the failure went by.
          Row.of("reactor.core.publisher.FluxOnAssembly$OnAssemblyException"),
          // Reactor: the trace of the thread that waits in block().
          new Row("java.lang.Exception", "reactor.core.publisher.Blocking"),
          // RxJava 2 and 3 with assembly tracking: where the flow was put together.
          Row.of("hu.akarnokd.rxjava2.debug.RxJavaAssemblyException"),
          Row.of("hu.akarnokd.rxjava3.debug.RxJavaAssemblyException"),
          // Kotlin's coroutines: the name of the coroutine whose failure nobody caught.
          Row.of("kotlinx.coroutines.internal.DiagnosticCoroutineContextException"),
          Row.of("kotlinx.coroutines.DiagnosticCoroutineContextException"),
          // Spring: the response's being dead already, because a write to it has failed before.
          Row.of("org.springframework.web.context.request.async.AsyncRequestNotUsableException"));

  private Decorations() {}

  /** Whether {@code suppressed} is one, and nothing caused it. */
  static boolean contain(ThrowableView suppressed) {
    return suppressed.cause() == null && ROWS.stream().anyMatch(row -> row.fits(suppressed));
  }

  /** One row: a type, and the beginning of the class that created it where the type is common. */
  private record Row(String type, @Nullable String creator) {
    static Row of(String type) {
      return new Row(type, null);
    }

    boolean fits(ThrowableView failure) {
      return failure.type().equals(type)
          && (creator == null
              || failure.frames().stream()
                  .limit(1)
                  .anyMatch(frame -> frame.getClassName().startsWith(creator)));
    }
  }
}
