package io.hangup.internal.metrics;

import io.hangup.internal.jfr.JfrListener;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.RegistryState;
import io.hangup.listener.Vitals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/**
 * What is measured of the whole server, from the start of its first Valve to the stop of its last.
 */
public final class Metering implements Vitals {
  /**
   * What the outermost Valve says of it.
   *
   * @param summaryInterval how often what has happened is said; zero for never
   * @param stormFactor how many times the usual rate is a storm
   * @param stormMinimum how many in a minute are none, whatever is usual
   */
  public record Settings(Duration summaryInterval, int stormFactor, int stormMinimum) {}

  private static final Log log = LogFactory.getLog(Metering.class);
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int MAX_WARNINGS = 20;

  private final ShutdownLog summaries = new ShutdownLog(Metering.class);

  private final Listeners listeners = new Listeners();
  private final Statistics statistics = new Statistics();
  private final Summary summary = new Summary(statistics);
  private volatile Settings settings;
  private final Supplier<Map<String, RegistryState>> registries;
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Storms storms;

  private long checkedAt = System.nanoTime();
  private long saidAt = System.nanoTime();

  /**
   * @param registries how session registries are doing
   */
  public Metering(Settings settings, Supplier<Map<String, RegistryState>> registries) {
    this.settings = settings;
    this.registries = registries;
    storms = new Storms(statistics.rates(), settings.stormFactor(), settings.stormMinimum(), log);
    listeners.add(statistics);
    listeners.add(storms);
    addJfr();
    ListenerLoader.offered().forEach(this::add);
  }

  /** A run-time image may be without it. */
  private void addJfr() {
    try {
      listeners.add(new JfrListener());
    } catch (LinkageError e) {
      log.debug("This JVM has no Flight Recorder", e);
    }
  }

  @Override
  public Map<String, RegistryState> registries() {
    return registries.get();
  }

  @Override
  public Map<String, Object> snapshot(int recent) {
    Snapshot.State state =
        new Snapshot.State(statistics, isStorm(), registries(), List.copyOf(warnings));
    return recent > 0 ? Snapshot.full(state, recent) : Snapshot.counters(state);
  }

  /** Notes a warning that an operator is to see beside the log. */
  public void warn(String warning) {
    while (warnings.size() >= MAX_WARNINGS) {
      warnings.poll();
    }
    warnings.add(warning);
  }

  /** Has it done as {@code now} says, from now on. */
  public void set(Settings now) {
    settings = now;
    storms.set(now.stormFactor(), now.stormMinimum());
  }

  /** Who hears of all that happens. */
  public Listeners listeners() {
    return listeners;
  }

  public Statistics statistics() {
    return statistics;
  }

  /** Whether many more clients hang up than usual. */
  public boolean isStorm() {
    return storms.isThere();
  }

  /** Adds a listener of a Valve's. */
  public void add(DisconnectListener listener) {
    listeners.add(listener);
    listeners.tell(listener, known -> known.started(this));
  }

  /** Takes them out, and closes them, the last one first. */
  public void remove(List<DisconnectListener> named) {
    listeners.remove(named);
  }

  /**
   * Looks for storms, and says what has happened, if it is time to: called several times a second.
   */
  public void check() {
    long now = System.nanoTime();
    if (now - checkedAt >= SECOND_NANOS) {
      checkedAt = now;
      storms.check();
    }
    Duration interval = settings.summaryInterval();
    if (!interval.isZero() && now - saidAt >= interval.toNanos()) {
      saidAt = now;
      say();
    }
  }

  private void say() {
    String line = summary.next();
    if (!line.isEmpty()) {
      summaries.info("Since the last summary: " + line);
    }
  }

  /** Says what is left to say, and closes the listeners. */
  public void close() {
    if (!settings.summaryInterval().isZero()) {
      say();
    }
    listeners.close();
  }
}
