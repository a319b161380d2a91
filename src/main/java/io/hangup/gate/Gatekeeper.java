package io.hangup.gate;

import io.hangup.classify.Classifier;
import io.hangup.classify.ClientConnection;
import io.hangup.classify.Disconnect;
import io.hangup.classify.Evidence;
import io.hangup.report.Reporter;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Judges what is about to become visible. In doubt, and on any failure of its own, it passes. */
public final class Gatekeeper {
  private static final String STANDARD_ERROR = "System.err";

  private final Classifier classifier;
  private final Reporter reporter;
  private final ConnectionFinder connections;
  private final Policy policy;
  private final Executor later;

  /**
   * @param connections knows the connections that other threads work for
   * @param policy says what is to become of a disconnect
   * @param later tells of disconnects on threads that do not come back to the container
   */
  public Gatekeeper(
      Classifier classifier,
      Reporter reporter,
      ConnectionFinder connections,
      Policy policy,
      Executor later) {
    this.classifier = classifier;
    this.reporter = reporter;
    this.connections = connections;
    this.policy = policy;
    this.later = later;
  }

  /**
   * Whether {@code thrown} is only a disconnect, which is reported then, and is to be withheld.
   *
   * @param logger the logger it was given to; null for standard error
   */
  boolean withholds(Throwable thrown, @Nullable String logger) {
    try {
      ClientConnection current = CurrentConnection.get();
      ClientConnection recorded = connections.find(thrown);
      ClientConnection connection = recorded == null ? current : recorded;
      Disconnect found = classifier.classify(thrown, connection).orElse(null);
      if (found == null || (found.evidence() != Evidence.IDENTITY && reporter.isStale(thrown))) {
        return false;
      }
      Policy.Answer answer = policy.about(found.kind(), webapp(connection), logger);
      if (answer == Policy.Answer.NOT_OURS) {
        return false;
      }
      ClientConnection ended = found.isAttributed() ? null : connections.endedWithin(thrown);
      if (ended != null) {
        connection = ended;
        found = found.of(ended);
      }
      reporter.report(found.from(logger == null ? STANDARD_ERROR : logger), connection);
      if (current == null) {
        flushLater();
      }
      return answer == Policy.Answer.WITHHOLD;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return false;
    }
  }

  private static @Nullable ClassLoader webapp(@Nullable ClientConnection connection) {
    ClassLoader loader = connection == null ? null : connection.webapp();
    return loader == null ? Thread.currentThread().getContextClassLoader() : loader;
  }

  private void flushLater() {
    try {
      later.execute(reporter::flush);
    } catch (RejectedExecutionException e) {
      // The server is going down; the Valve flushes when it stops.
    }
  }
}
