package io.hangup.internal.metrics;

import io.hangup.internal.report.DisconnectSink;
import io.hangup.listener.DisconnectListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/**
 * What is measured of the whole server, from the start of its first Valve to the stop of its last.
 */
public final class Metering {
  /**
   * What the Valve that starts first says of it.
   *
   * @param summaryInterval how often what has happened is said; zero for never
   * @param stormFactor how many times the usual rate is a storm
   * @param stormMinimum how many in a minute are none, whatever is usual
   */
  public record Settings(Duration summaryInterval, int stormFactor, int stormMinimum) {}

  private static final Log log = LogFactory.getLog(Metering.class);
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Listeners listeners = new Listeners();
  private final Statistics statistics = new Statistics();
  private final Summary summary = new Summary(statistics);
  private final Settings settings;
  private final Storms storms;

  private long checkedAt = System.nanoTime();
  private long saidAt = System.nanoTime();

  public Metering(Settings settings) {
    this.settings = settings;
    storms = new Storms(statistics.rates(), settings.stormFactor(), settings.stormMinimum(), log);
    listeners.add(statistics);
    listeners.add(storms);
    ListenerLoader.offered().forEach(listeners::add);
  }

  /** Who hears of all that happens. */
  public Listeners listeners() {
    return listeners;
  }

  /** What hears of disconnects alone. */
  public DisconnectSink sink() {
    return listeners;
  }

  public Statistics statistics() {
    return statistics;
  }

  /** Whether many more clients hang up than usual. */
  public boolean isStorm() {
    return storms.isThere();
  }

  /** Adds the listeners that a Valve has named. */
  public void add(List<DisconnectListener> named) {
    named.forEach(listeners::add);
  }

  /** Takes them out, and closes them, the last one first. */
  public void remove(List<DisconnectListener> named) {
    List<DisconnectListener> last = new ArrayList<>(named);
    for (int i = last.size() - 1; i >= 0; i--) {
      listeners.remove(last.get(i));
    }
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
      log.info("Since the last summary: " + line);
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
