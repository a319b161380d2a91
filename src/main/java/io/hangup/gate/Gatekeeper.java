package io.hangup.gate;

import io.hangup.classify.Classifier;
import io.hangup.classify.ClientConnection;
import io.hangup.classify.Disconnect;
import io.hangup.report.Reporter;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Judges what is about to become visible. In doubt, and on any failure of its own, it passes. */
public final class Gatekeeper {
  private final Classifier classifier;
  private final Reporter reporter;
  private final BooleanSupplier scope;
  private final Executor later;

  /**
   * @param scope whether the current thread works for a container that a Valve speaks for; asked
   *     only where no connection is known
   * @param later tells of disconnects on threads that do not come back to the container
   */
  public Gatekeeper(
      Classifier classifier, Reporter reporter, BooleanSupplier scope, Executor later) {
    this.classifier = classifier;
    this.reporter = reporter;
    this.scope = scope;
    this.later = later;
  }

  /**
   * Whether {@code thrown} is only a disconnect, which is reported then.
   *
   * @param source the logger or stream it was given to
   */
  boolean withholds(Throwable thrown, @Nullable String source) {
    try {
      ClientConnection connection = CurrentConnection.get();
      if (connection == null && !scope.getAsBoolean()) {
        return false;
      }
      Optional<Disconnect> found = classifier.classify(thrown, connection);
      if (found.isEmpty()) {
        return false;
      }
      Disconnect disconnect = source == null ? found.get() : found.get().from(source);
      reporter.reportLater(disconnect, connection);
      if (connection == null) {
        later.execute(reporter::flush);
      }
      return true;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return false;
    }
  }
}
