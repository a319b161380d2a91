package io.hangup.internal.delivery;

import io.hangup.session.SessionRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The registries that web applications themselves offer, from their start to their stop. */
public final class WebappRegistries {
  private static final Log log = LogFactory.getLog(WebappRegistries.class);

  private final Map<Context, SessionLedger> ledgers = new ConcurrentHashMap<>();

  /** Finds the registries of {@code context}, unless that has been done. */
  public void started(Context context) {
    of(context);
  }

  /** The registries of {@code context}; null where there are none, and once it is stopping. */
  public @Nullable SessionObserver of(Context context) {
    SessionLedger ledger =
        context.getState().isAvailable()
            ? ledgers.computeIfAbsent(context, this::load)
            : ledgers.get(context);
    return ledger == null || ledger.isIdle() ? null : ledger;
  }

  private SessionLedger load(Context context) {
    ClassLoader loader = RegistryLoader.loader(context);
    List<SessionRegistry> offered = RegistryLoader.ofWebapp(context, loader);
    if (!offered.isEmpty()) {
      log.info(
          "Web application ["
              + context.getBaseName()
              + "] offers session registries "
              + offered.stream().map(each -> each.getClass().getName()).toList());
    }
    return new SessionLedger(offered, loader);
  }

  /** Drops what is live in {@code context}, closes its registries and forgets it. */
  public void stopping(Context context, Deadline deadline) {
    SessionLedger ledger = ledgers.remove(context);
    if (ledger != null) {
      ledger.close(deadline);
    }
  }

  public void close(Deadline deadline) {
    ledgers.keySet().forEach(context -> stopping(context, deadline));
  }

  public void forEachLoader(Consumer<ClassLoader> action) {
    ledgers.keySet().forEach(context -> action.accept(RegistryLoader.loader(context)));
  }

  /** The registries of all web applications. */
  public Stream<RegistryDispatcher> registries() {
    return ledgers.values().stream().map(SessionLedger::registries);
  }
}
