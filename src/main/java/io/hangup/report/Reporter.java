package io.hangup.report;

import io.hangup.classify.ClientConnection;
import io.hangup.classify.Disconnect;
import io.hangup.classify.Failure;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/** Tells the listeners of each disconnect once, however many records and prints it caused. */
public final class Reporter {
  private final List<DisconnectListener> listeners;
  private final WeakIdentitySet<Throwable> toldRoots = new WeakIdentitySet<>();

  /**
   * Roots that were told without knowing whose they are: if their owner tells of them later, it is
   * the same hang-up. A root with an owner may have another: the streams of one connection of
   * HTTP/2 can all fail with the connection's one exception.
   */
  private final WeakIdentitySet<Throwable> ownerless = new WeakIdentitySet<>();

  private final Queue<Disconnect> pending = new ConcurrentLinkedQueue<>();

  /**
   * @param log where a listener's failure is logged
   */
  public Reporter(Log log, DisconnectListener... listeners) {
    this.listeners =
        Stream.of(listeners)
            .<DisconnectListener>map(each -> new GuardedListener(each, log))
            .toList();
  }

  /**
   * Tells of {@code disconnect}, unless it has been told: it is the same if it has the same root
   * cause, or if it ended the same connection.
   *
   * @param connection the connection that the current thread works for; it counts only where the
   *     disconnect is its own
   */
  public void report(Disconnect disconnect, @Nullable ClientConnection connection) {
    reportLater(disconnect, connection);
    flush();
  }

  /**
   * As {@link #report}, but the listeners hear of it at the next {@link #flush()}: for callers that
   * may hold a lock which a listener could want, as a log handler's filter does.
   */
  public void reportLater(Disconnect disconnect, @Nullable ClientConnection connection) {
    Throwable thrown = disconnect.thrown();
    Throwable root = thrown == null ? null : Failure.root(thrown);
    boolean toldOwnerless = root != null && ownerless.contains(root);
    boolean newFailure = root == null || toldRoots.add(root);
    if (connection != null && disconnect.isAttributed()) {
      if (connection.markTold(disconnect) && !toldOwnerless) {
        pending.add(disconnect);
      }
    } else if (newFailure) {
      pending.add(disconnect);
      if (root != null) {
        ownerless.add(root);
      }
    }
  }

  /** Tells the listeners what is waiting. The caller holds no lock. */
  public void flush() {
    for (Disconnect next = pending.poll(); next != null; next = pending.poll()) {
      for (DisconnectListener listener : listeners) {
        listener.disconnected(next);
      }
    }
  }
}
