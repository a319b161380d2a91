package io.hangup;

import io.hangup.session.Deadline;
import io.hangup.session.RegistryDispatcher;
import io.hangup.session.SessionRegistry;
import io.hangup.websocket.SessionObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.jspecify.annotations.Nullable;

/** The registries that web applications themselves offer, from their start to their stop. */
final class WebappRegistries {
  private final Map<Context, SessionLedger> ledgers = new ConcurrentHashMap<>();
  private final LongAdder failures = new LongAdder();

  /** Finds the registries of {@code context}, unless that has been done. */
  void started(Context context) {
    of(context);
  }

  /** The registries of {@code context}; null where there are none, and once it is stopping. */
  @Nullable SessionObserver of(Context context) {
    SessionLedger ledger =
        context.getState().isAvailable()
            ? ledgers.computeIfAbsent(context, this::load)
            : ledgers.get(context);
    return ledger == null || ledger.isIdle() ? null : ledger;
  }

  private SessionLedger load(Context context) {
    ClassLoader loader = RegistryLoader.loader(context);
    List<SessionRegistry> offered = RegistryLoader.ofWebapp(context, loader);
    return new SessionLedger(offered, loader, failures);
  }

  /** Drops what is live in {@code context}, closes its registries and forgets it. */
  void stopping(Context context, Deadline deadline) {
    SessionLedger ledger = ledgers.remove(context);
    if (ledger != null) {
      ledger.close(deadline);
    }
  }

  void close(Deadline deadline) {
    ledgers.keySet().forEach(context -> stopping(context, deadline));
  }

  void forEachLoader(Consumer<ClassLoader> action) {
    ledgers.keySet().forEach(context -> action.accept(RegistryLoader.loader(context)));
  }

  /** The registries of all web applications. */
  Stream<RegistryDispatcher> registries() {
    return ledgers.values().stream().map(SessionLedger::registries);
  }

  LongAdder failures() {
    return failures;
  }
}
