package io.hangup;

import io.hangup.session.Deadline;
import io.hangup.session.Registries;
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
final class WebappSessions {
  private final Map<Context, SessionTeller> tellers = new ConcurrentHashMap<>();
  private final LongAdder failures = new LongAdder();

  /** Finds the registries of {@code context}, unless that has been done. */
  void started(Context context) {
    of(context);
  }

  /** The registries of {@code context}; null where there are none, and once it is stopping. */
  @Nullable SessionObserver of(Context context) {
    SessionTeller teller =
        context.getState().isAvailable()
            ? tellers.computeIfAbsent(context, this::load)
            : tellers.get(context);
    return teller == null || teller.isIdle() ? null : teller;
  }

  private SessionTeller load(Context context) {
    ClassLoader loader = RegistryLoader.loader(context);
    List<SessionRegistry> offered = RegistryLoader.ofWebapp(context, loader);
    return new SessionTeller(offered, loader, failures);
  }

  /** Drops what is live in {@code context}, closes its registries and forgets it. */
  void stopping(Context context, Deadline deadline) {
    SessionTeller teller = tellers.remove(context);
    if (teller != null) {
      teller.close(deadline);
    }
  }

  void close(Deadline deadline) {
    tellers.keySet().forEach(context -> stopping(context, deadline));
  }

  void forEachLoader(Consumer<ClassLoader> action) {
    tellers.keySet().forEach(context -> action.accept(RegistryLoader.loader(context)));
  }

  /** The registries of all web applications. */
  Stream<Registries> registries() {
    return tellers.values().stream().map(SessionTeller::registries);
  }

  LongAdder failures() {
    return failures;
  }
}
