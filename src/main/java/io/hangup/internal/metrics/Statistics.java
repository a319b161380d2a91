package io.hangup.internal.metrics;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.PingResult;
import io.hangup.disconnect.Protocol;
import io.hangup.disconnect.Source;
import io.hangup.disconnect.Undecided;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.Withholding;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionType;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has happened below all Valves of the server since the first one started, or since {@link
 * #reset()}. Counted and read without a lock; what clients and applications name is bounded.
 */
public final class Statistics implements DisconnectListener {
  private static final long START = System.nanoTime();

  /** So many values of a tag are told apart. */
  public static final int MAX_NAMES = 200;

  /** What a disconnect is counted by. */
  public record Tags(Kind kind, Phase phase, Protocol protocol, String context) {}

  /** What the time until a request's client went is counted by. */
  public record RequestTags(String context, Protocol protocol) {}

  /** What a session's end is counted by. */
  public record EndTags(SessionType type, boolean clean, int code) {}

  /** What sessions that live are counted by. */
  public record LiveTags(SessionType type, String context) {}

  /** What a session's duration is counted by; the kind is null where nobody hung up. */
  public record DurationTags(SessionType type, @Nullable Kind kind) {}

  private final Names contexts = new Names(MAX_NAMES);
  private final Names endpoints = new Names(MAX_NAMES);

  private final Map<Tags, LongAdder> disconnects = new ConcurrentHashMap<>();
  private final Map<RequestTags, Histogram> abandoned = new ConcurrentHashMap<>();
  private final Map<Source, LongAdder> withheld = new ConcurrentHashMap<>();
  private final Map<Source, LongAdder> shortened = new ConcurrentHashMap<>();
  private final Map<Source, LongAdder> bytes = new ConcurrentHashMap<>();
  private final Map<Undecided, LongAdder> undecided = new ConcurrentHashMap<>();
  private final Map<SessionType, LongAdder> opened = new ConcurrentHashMap<>();
  private final Map<EndTags, LongAdder> dropped = new ConcurrentHashMap<>();
  private final Map<DurationTags, Histogram> durations = new ConcurrentHashMap<>();
  private final Map<PingResult, LongAdder> pings = new ConcurrentHashMap<>();

  /** These are no counters: what lives goes on living at a reset. */
  private final Map<LiveTags, LongAdder> active = new ConcurrentHashMap<>();

  private final Map<String, LongAdder> activeByEndpoint = new ConcurrentHashMap<>();

  /** What {@link #reset()} has taken away. */
  private volatile Totals beforeReset = Totals.NONE;

  private final Rates rates = new Rates(Statistics::seconds);
  private final Phases phases = new Phases(Statistics::seconds);
  private final RecentDisconnects recent = new RecentDisconnects();

  @Override
  public void disconnected(Disconnect disconnect) {
    String context = contexts.of(disconnect.client().contextPath());
    Protocol protocol = disconnect.protocol();
    Phase phase = phases.of(disconnect, context);
    add(disconnects, new Tags(disconnect.kind(), phase, protocol, context));
    Duration elapsed = disconnect.elapsed();
    if (elapsed != null && disconnect.client().sessionId() == null) {
      time(abandoned, new RequestTags(context, protocol), elapsed);
    }
    rates.add(disconnect.kind());
    recent.add(disconnect, phase);
  }

  @Override
  public void withheld(Withholding withholding) {
    add(withholding.whole() ? withheld : shortened, withholding.source());
    add(bytes, withholding.source(), withholding.bytes());
  }

  @Override
  public void undecided(Undecided reason) {
    add(undecided, reason);
  }

  @Override
  public void opened(OpenSession session) {
    add(opened, session.type());
    add(active, live(session));
    add(activeByEndpoint, endpoints.of(session.endpoint()));
  }

  @Override
  public void dropped(DeadSession dead) {
    OpenSession session = dead.session();
    Disconnect disconnect = dead.disconnect();
    add(dropped, new EndTags(session.type(), dead.wasClean(), dead.closeCode()));
    add(active, live(session), -1);
    add(activeByEndpoint, endpoints.of(session.endpoint()), -1);
    Kind kind = disconnect == null ? null : disconnect.kind();
    Duration lived = Duration.between(session.openedAt(), dead.endedAt());
    time(durations, new DurationTags(session.type(), kind), lived);
  }

  private LiveTags live(OpenSession session) {
    return new LiveTags(session.type(), contexts.of(session.contextPath()));
  }

  @Override
  public void pinged(PingResult result) {
    add(pings, result);
  }

  /** A clock that is not set; from 1 on. */
  public static long seconds() {
    return 1 + (System.nanoTime() - START) / 1_000_000_000L;
  }

  private static <K> void add(Map<K, LongAdder> counts, K tags) {
    add(counts, tags, 1);
  }

  private static <K> void add(Map<K, LongAdder> counts, K tags, long number) {
    LongAdder known = counts.get(tags);
    (known == null ? counts.computeIfAbsent(tags, key -> new LongAdder()) : known).add(number);
  }

  private static <K> void time(Map<K, Histogram> times, K tags, Duration time) {
    Histogram known = times.get(tags);
    (known == null ? times.computeIfAbsent(tags, key -> new Histogram()) : known).add(time);
  }

  /** Counts from 0 again; sessions that live are still counted as such. */
  public synchronized void reset() {
    beforeReset = sinceStart();
    disconnects.clear();
    abandoned.clear();
    withheld.clear();
    shortened.clear();
    bytes.clear();
    undecided.clear();
    opened.clear();
    dropped.clear();
    durations.clear();
    pings.clear();
  }

  /** What has happened since the start, whether it was reset or not. */
  public Totals sinceStart() {
    return beforeReset.plus(
        new Totals(
            byKind(),
            withheld(),
            shortened(),
            Totals.sum(bytes()),
            undecided(),
            Totals.sum(opened()),
            Totals.sum(dropped())));
  }

  /** Disconnects by all that they are counted by. */
  public Map<Tags, Long> disconnects() {
    return sums(disconnects);
  }

  /** Disconnects by kind alone, those that there were. */
  public Map<Kind, Long> byKind() {
    return disconnects().entrySet().stream()
        .collect(
            Collectors.groupingBy(
                each -> each.getKey().kind(),
                TreeMap::new,
                Collectors.summingLong(Map.Entry::getValue)));
  }

  /** How long requests had taken when their clients went. */
  public Map<RequestTags, Histogram> abandoned() {
    return Map.copyOf(abandoned);
  }

  /** Records and traces that did not become visible at all. */
  public Map<Source, Long> withheld() {
    return sums(withheld);
  }

  /** Records that became visible without their stack trace. */
  public Map<Source, Long> shortened() {
    return sums(shortened);
  }

  /** About how many bytes did not become visible. */
  public Map<Source, Long> bytes() {
    return sums(bytes);
  }

  /** Records that had a disconnect in their chain, and stayed. */
  public Map<Undecided, Long> undecided() {
    return sums(undecided);
  }

  /** Sessions that were opened. */
  public Map<SessionType, Long> opened() {
    return sums(opened);
  }

  /** Sessions that have ended. */
  public Map<EndTags, Long> dropped() {
    return sums(dropped);
  }

  /** Sessions that live. */
  public Map<LiveTags, Long> active() {
    return sums(active);
  }

  /** The same by endpoint; those that have none are left out. */
  public Map<String, Long> activeByEndpoint() {
    return sums(activeByEndpoint).entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
  }

  /** How long sessions have lived. */
  public Map<DurationTags, Histogram> durations() {
    return Map.copyOf(durations);
  }

  /** What became of pings. */
  public Map<PingResult, Long> pings() {
    return sums(pings);
  }

  /** How many there were lately. */
  public Rates rates() {
    return rates;
  }

  /** The last ones. */
  public RecentDisconnects recent() {
    return recent;
  }

  private static <K> Map<K, Long> sums(Map<K, LongAdder> counts) {
    return counts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().sum()));
  }

  /** What is counted by {@code name} of its tags, e.g. of a source its {@code tag()}. */
  static <K> Map<String, Long> named(Map<K, Long> counts, Function<K, String> name) {
    Map<String, Long> named = new TreeMap<>();
    counts.forEach((tags, count) -> named.merge(name.apply(tags), count, Long::sum));
    return named;
  }
}
