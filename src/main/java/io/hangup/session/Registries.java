package io.hangup.session;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.juli.logging.Log;

/** The registries of one Valve or one web application, each behind a line of its own. */
public final class Registries {
  private final List<RegistryLine> lines;

  /**
   * @param registries told in this order, and closed in the reverse one
   * @param loader the context class loader that they are closed with; of a session they are told
   *     with that of its web application
   * @param log where their failures are logged
   * @param failures counts their failures
   */
  public Registries(
      List<SessionRegistry> registries, ClassLoader loader, Log log, LongAdder failures) {
    this.lines =
        registries.stream()
            .map(registry -> new RegistryLine(registry, loader, log, failures))
            .toList();
  }

  public void opened(OpenSession session, Webapp webapp) {
    lines.forEach(line -> line.tell(registry -> registry.opened(session), webapp));
  }

  public void drop(DeadSession session, Webapp webapp) {
    lines.forEach(
        line ->
            line.tell(
                registry -> {
                  if (registry instanceof CollectionRegistry own) {
                    own.drop(session, webapp);
                  } else {
                    registry.drop(session);
                  }
                },
                webapp));
  }

  /**
   * Tells what is still waiting and closes the registries; waits {@value RegistryLine#STOP_SECONDS}
   * s for each.
   */
  public void close() {
    for (int i = lines.size() - 1; i >= 0; i--) {
      lines.get(i).close();
    }
  }
}
