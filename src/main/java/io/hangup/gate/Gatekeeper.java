package io.hangup.gate;

import io.hangup.classify.Classifier;
import io.hangup.classify.ClientConnection;
import io.hangup.classify.Disconnect;
import io.hangup.report.Reporter;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Judges what is about to become visible. In doubt, and on any failure of its own, it passes. */
public final class Gatekeeper {
  private final Classifier classifier;
  private final Reporter reporter;
  private final ConnectionFinder connections;
  private final BooleanSupplier scope;
  private final Executor later;

  /**
   * @param connections knows the connections that other threads work for
   * @param scope whether the current thread works for a container that a Valve speaks for; asked
   *     only where no connection is known
   * @param later tells of disconnects on threads that do not come back to the container
   */
  public Gatekeeper(
      Classifier classifier,
      Reporter reporter,
      ConnectionFinder connections,
      BooleanSupplier scope,
      Executor later) {
    this.classifier = classifier;
    this.reporter = reporter;
    this.connections = connections;
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
      ClientConnection current = CurrentConnection.get();
      ClientConnection recorded = connections.find(thrown);
      if (current == null && recorded == null && !scope.getAsBoolean()) {
        return false;
      }
      ClientConnection connection = recorded == null ? current : recorded;
      Optional<Disconnect> found = classifier.classify(thrown, connection);
      if (found.isEmpty()) {
        return false;
      }
      Disconnect disconnect = source == null ? found.get() : found.get().from(source);
      reporter.reportLater(disconnect, connection);
      if (current == null) {
        flushLater();
      }
      return true;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return false;
    }
  }

  private void flushLater() {
    try {
      later.execute(reporter::flush);
    } catch (RejectedExecutionException e) {
      // The server is going down; the Valve flushes when it stops.
    }
  }
}
