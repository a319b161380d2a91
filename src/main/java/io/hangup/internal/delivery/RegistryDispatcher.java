package io.hangup.internal.delivery;

import io.hangup.listener.RegistryState;
import io.hangup.session.CollectionRegistry;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionRegistry;
import io.hangup.session.Webapp;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.juli.logging.Log;

/** The registries of one Valve or one web application, each behind a line of its own. */
public final class RegistryDispatcher {
  private final List<RegistryQueue> lines;
  private final List<CollectionRegistry> collections;

  /**
   * @param registries notified in this order, and closed in the reverse one
   * @param loader the context class loader that they are closed with; of a session they are
   *     notified with that of its web application
   * @param log where their failures are logged
   */
  public RegistryDispatcher(List<SessionRegistry> registries, ClassLoader loader, Log log) {
    this.lines =
        registries.stream().map(registry -> new RegistryQueue(registry, loader, log)).toList();
    collections =
        registries.stream()
            .filter(CollectionRegistry.class::isInstance)
            .map(CollectionRegistry.class::cast)
            .toList();
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  public void opened(OpenSession session, Webapp webapp) {
    deliver(registry -> registry.opened(session), webapp);
  }

  public void drop(DeadSession session, Webapp webapp) {
    collections.forEach(registry -> registry.add(session, webapp));
    deliver(
        registry -> {
          if (registry instanceof CollectionRegistry own) {
            own.dropWaiting(webapp);
          } else {
            registry.drop(session);
          }
        },
        webapp);
  }

  /**
   * All are notified first: who is far behind holds up the thread that brings the news, not the
   * news.
   */
  private void deliver(Consumer<SessionRegistry> news, Webapp webapp) {
    boolean areBehind = false;
    for (RegistryQueue line : lines) {
      areBehind |= !line.deliver(news, webapp);
    }
    if (areBehind) {
      lines.forEach(RegistryQueue::awaitPlace);
    }
  }

  /** Looks for mistakes in what registries are to find in {@code webapp}, which has started. */
  public void look(Webapp webapp, String contextPath) {
    collections.forEach(registry -> registry.look(webapp, contextPath));
  }

  /** Warns of the mistakes that have been found. */
  public void reportFaults() {
    collections.forEach(CollectionRegistry::reportFaults);
  }

  /** Delivers what waits because no thread could be started. */
  public void retry() {
    lines.forEach(RegistryQueue::askForThread);
  }

  /** How many notices wait to be delivered. */
  public long waiting() {
    return lines.stream().mapToLong(RegistryQueue::size).sum();
  }

  /** How all of them are doing together. */
  public RegistryState state() {
    return lines.stream().map(RegistryQueue::state).reduce(RegistryState.NONE, RegistryState::and);
  }

  /** Has {@code states} take the name and the state of each registry. */
  public void forEach(BiConsumer<String, RegistryState> states) {
    lines.forEach(line -> states.accept(line.name(), line.state()));
  }

  /** Waits until everything is delivered that waits now, or the deadline has passed. */
  public void await(Deadline deadline) {
    lines.stream().map(RegistryQueue::barrier).toList().forEach(deadline::await);
  }

  /**
   * Tells what is still waiting and closes the registries, the last one first; those that have not
   * finished at the deadline are interrupted, and warned of.
   */
  public void close(Deadline deadline) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      lines.get(i).shutDown();
    }
    lines.forEach(line -> line.awaitEnd(deadline));
    collections.forEach(CollectionRegistry::close);
  }
}
