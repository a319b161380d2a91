package io.hangup.micrometer;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.PingResult;
import io.hangup.disconnect.Undecided;
import io.hangup.internal.metrics.Names;
import io.hangup.internal.metrics.Phases;
import io.hangup.internal.metrics.Statistics;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.RegistryState;
import io.hangup.listener.Vitals;
import io.hangup.listener.Withholding;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a Valve sees, as meters whose names begin with {@code hangup.}; the README has the table of
 * them. A listener: {@code valve.addListener(metrics)} has it hear, {@code
 * metrics.bindTo(registry)} has it count there. Spring Boot does both by itself.
 */
public final class HangupMetrics implements MeterBinder, DisconnectListener {
  private static final String NONE = "none";

  /** Whether endpoints are told apart. */
  private final boolean byEndpoint;

  private final Names contexts = new Names(Statistics.MAX_NAMES);
  private final Names endpoints = new Names(Statistics.MAX_NAMES);
  private final Phases phases = new Phases(Statistics::seconds);
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
  private final Map<Tags, AtomicLong> active = new ConcurrentHashMap<>();
  private final Set<String> registries = ConcurrentHashMap.newKeySet();
  private final Set<Meter> bound = ConcurrentHashMap.newKeySet();
  private volatile @Nullable MeterRegistry registry;
  private volatile @Nullable Vitals vitals;

  private record Key(String name, Tags tags) {}

  /** One that counts nowhere until it is bound, and does not tell endpoints apart. */
  public HangupMetrics() {
    this(false);
  }

  /**
   * One that counts nowhere until it is bound.
   *
   * @param byEndpoint true for a tag {@code endpoint} on disconnects and sessions: the path
   *     template of the WebSocket, {@code none} of a request
   */
  public HangupMetrics(boolean byEndpoint) {
    this.byEndpoint = byEndpoint;
  }

  /** Counts in {@code registry} from now on; what was bound before is not removed. */
  @Override
  public void bindTo(MeterRegistry registry) {
    counters.clear();
    timers.clear();
    active.clear();
    registries.clear();
    this.registry = registry;
    lookAtRegistries();
  }

  @Override
  public void started(Vitals vitals) {
    this.vitals = vitals;
    lookAtRegistries();
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    Client client = disconnect.client();
    boolean isRequest = client.sessionId() == null;
    String context = contexts.of(client.contextPath());
    String protocol = disconnect.protocol().toString();
    Tags tags =
        Tags.of(
            "kind",
            disconnect.kind().toString(),
            "phase",
            phases.of(disconnect, context).toString(),
            "protocol",
            protocol,
            "context",
            context);
    String template = isRequest ? NONE : client.endpoint();
    count("hangup.disconnects", "Clients that have hung up", 1, withEndpoint(tags, template));
    Duration elapsed = disconnect.elapsed();
    if (elapsed != null && isRequest) {
      String what = "How long requests had taken when their clients hung up";
      tags = Tags.of("context", context, "protocol", protocol);
      time("hangup.request.abandoned", what, elapsed, tags);
    }
  }

  @Override
  public void withheld(Withholding withholding) {
    Tags source = Tags.of("source", withholding.source().tag());
    String what = "Log records and printed stack traces that did not become visible as they were";
    count("hangup.withheld", what, 1, source);
    what = "About how many bytes did not become visible";
    count("hangup.withheld.bytes", what, (double) withholding.bytes(), source);
  }

  @Override
  public void undecided(Undecided reason) {
    String what = "Log records with a disconnect in their chain of causes that stayed";
    count("hangup.undecided", what, 1, Tags.of("reason", reason.tag()));
  }

  @Override
  public void opened(OpenSession session) {
    String what = "WebSocket sessions and asynchronous requests that have begun";
    count("hangup.sessions.opened", what, 1, Tags.of("type", session.type().name()));
    active(session).incrementAndGet();
    lookAtRegistries();
  }

  @Override
  public void dropped(DeadSession dead) {
    OpenSession session = dead.session();
    Tags type = Tags.of("type", session.type().name());
    String code = Integer.toString(dead.closeCode());
    Tags end = type.and("clean", Boolean.toString(dead.wasClean()), "code", code);
    count("hangup.sessions.dropped", "Those that have ended", 1, end);
    active(session).decrementAndGet();
    Disconnect disconnect = dead.disconnect();
    Tags kind = type.and("kind", disconnect == null ? NONE : disconnect.kind().toString());
    Duration lived = Duration.between(session.openedAt(), dead.endedAt());
    Tags tags = withEndpoint(kind, template(session));
    time("hangup.session.duration", "How long sessions lived", lived, tags);
  }

  @Override
  public void pinged(PingResult result) {
    count("hangup.pings", "What became of pings", 1, Tags.of("result", result.tag()));
  }

  /** Takes its meters out of the registry. */
  @Override
  public void close() {
    MeterRegistry known = registry;
    registry = null;
    vitals = null;
    if (known != null) {
      bound.forEach(known::remove);
    }
    bound.clear();
  }

  private Tags withEndpoint(Tags tags, @Nullable String template) {
    return byEndpoint ? tags.and("endpoint", endpoints.of(template)) : tags;
  }

  /** A request has none: its path is the client's choice. */
  private static String template(OpenSession session) {
    return session.type() == SessionType.WEBSOCKET ? session.endpoint() : NONE;
  }

  private void count(String name, String what, double number, Tags tags) {
    MeterRegistry known = registry;
    if (known != null) {
      counters
          .computeIfAbsent(
              new Key(name, tags),
              key -> note(Counter.builder(name).description(what).tags(tags).register(known)))
          .increment(number);
    }
  }

  private void time(String name, String what, Duration time, Tags tags) {
    MeterRegistry known = registry;
    if (known != null) {
      timers
          .computeIfAbsent(
              new Key(name, tags),
              key ->
                  note(
                      Timer.builder(name)
                          .description(what)
                          .tags(tags)
                          .publishPercentiles(0.5, 0.95, 0.99)
                          .register(known)))
          .record(time);
    }
  }

  private AtomicLong active(OpenSession session) {
    String context = contexts.of(session.contextPath());
    Tags tags = Tags.of("type", session.type().name(), "context", context);
    return active.computeIfAbsent(withEndpoint(tags, template(session)), this::gauge);
  }

  private AtomicLong gauge(Tags tags) {
    AtomicLong value = new AtomicLong();
    MeterRegistry known = registry;
    if (known != null) {
      note(
          Gauge.builder("hangup.sessions.active", value, AtomicLong::doubleValue)
              .description("Sessions that live")
              .tags(tags)
              .register(known));
    }
    return value;
  }

  /** Registries come with web applications: each gets its meters when it is first seen. */
  private void lookAtRegistries() {
    MeterRegistry known = registry;
    Vitals server = vitals;
    if (known == null || server == null || registries.size() >= Statistics.MAX_NAMES) {
      return;
    }
    for (String name : server.registries().keySet()) {
      if (registries.add(name)) {
        Tag tag = Tag.of("registry", name);
        note(counter(known, tag, "failures", "Failures", RegistryState::failures));
        note(counter(known, tag, "late", "Notices that were late", RegistryState::late));
        note(
            Gauge.builder("hangup.registry.queue", () -> state(name).waiting())
                .description("Notices that wait")
                .tags(Tags.of(tag))
                .register(known));
      }
    }
  }

  private FunctionCounter counter(
      MeterRegistry known, Tag tag, String name, String what, Function<RegistryState, Long> of) {
    return FunctionCounter.builder(
            "hangup.registry." + name,
            this,
            metrics -> of.apply(metrics.state(tag.getValue())).doubleValue())
        .description(what)
        .tags(Tags.of(tag))
        .register(known);
  }

  private RegistryState state(String name) {
    Vitals server = vitals;
    return server == null
        ? RegistryState.NONE
        : server.registries().getOrDefault(name, RegistryState.NONE);
  }

  private <M extends Meter> M note(M meter) {
    bound.add(meter);
    return meter;
  }
}
