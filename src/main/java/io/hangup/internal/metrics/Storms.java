package io.hangup.internal.metrics;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.report.Escaped;
import io.hangup.listener.DisconnectListener;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Notices that many more clients hang up than usual, and that it is over: a WARN and an INFO. Asked
 * by one thread, once a second.
 */
public final class Storms implements DisconnectListener {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int SHOWN = 3;

  /** In so many minutes after the start it turns out what is usual. */
  private static final int LEARNING = 10;

  private final Rates rates;
  private final Log log;
  private volatile int factor;
  private volatile int minimum;

  private volatile Window current = new Window();
  private volatile Window before = new Window();
  private long ticks;

  private @Nullable Storm storm;

  /** Who hung up within a minute. */
  private static final class Window {
    private final Names names = new Names(1000);
    private final Map<String, LongAdder> kinds = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> networks = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> endpoints = new ConcurrentHashMap<>();

    void add(Disconnect disconnect) {
      add(kinds, disconnect.kind().toString());
      add(networks, names.of(Network.of(disconnect.client().peer())));
      add(endpoints, names.of(disconnect.client().endpoint()));
    }

    private static void add(Map<String, LongAdder> counts, String name) {
      counts.computeIfAbsent(name, key -> new LongAdder()).increment();
    }
  }

  /** One that goes on. */
  private static final class Storm {
    /** How many a minute are too many. */
    private long limit;

    /** The tick at which it was noticed. */
    private final long begun;

    private long peak;

    Storm(long limit, long begun, long peak) {
      this.limit = limit;
      this.begun = begun;
      this.peak = peak;
    }
  }

  /**
   * @param factor how many times the usual rate is a storm
   * @param minimum how many in a minute are none, whatever is usual; 0 looks for none
   */
  public Storms(Rates rates, int factor, int minimum, Log log) {
    this.rates = rates;
    this.factor = factor;
    this.minimum = minimum;
    this.log = log;
  }

  /** Looks for others from now on; see the constructor. */
  void set(int newFactor, int newMinimum) {
    factor = newFactor;
    minimum = newMinimum;
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    if (minimum > 0) {
      current.add(disconnect);
    }
  }

  /** Whether there is one now. */
  public synchronized boolean isThere() {
    return storm != null;
  }

  /** Looks at the last minute. */
  public synchronized void check() {
    if (minimum == 0) {
      return;
    }
    long lastMinute = rates.last(MINUTE);
    double earlier = Math.max(1, rates.minutesCounted() - 1);
    double usual = (rates.last(HOUR) - lastMinute) / earlier;
    long limit = Math.max(minimum, Math.round(factor * usual));
    Storm known = storm;
    if (known == null) {
      if (lastMinute >= limit) {
        storm = new Storm(limit, ticks, lastMinute);
        log.warn(describe(lastMinute, usual));
      }
    } else {
      known.peak = Math.max(known.peak, lastMinute);
      if (rates.minutesCounted() < LEARNING) {
        known.limit = Math.max(known.limit, limit);
      }
      if (lastMinute < known.limit) {
        storm = null;
        log.info(
            "The storm of disconnects is over after ["
                + (ticks - known.begun)
                + " s]: at most ["
                + known.peak
                + "] in a minute, and now ["
                + lastMinute
                + "]");
      }
    }
    if (ticks++ % MINUTE == 0) {
      before = current;
      current = new Window();
    }
  }

  private String describe(long lastMinute, double usual) {
    return "A storm of disconnects: ["
        + lastMinute
        + "] in the last minute, where ["
        + Math.round(usual)
        + "] are usual. Kinds "
        + top(window -> window.kinds)
        + ", networks "
        + top(window -> window.networks)
        + ", endpoints "
        + top(window -> window.endpoints);
  }

  /** Of this minute and the one before. */
  private String top(Function<Window, Map<String, LongAdder>> counts) {
    Map<String, Long> sums = new ConcurrentHashMap<>();
    for (Window window : new Window[] {before, current}) {
      counts.apply(window).forEach((name, count) -> sums.merge(name, count.sum(), Long::sum));
    }
    return sums.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .map(each -> Escaped.field(each.getKey()) + " " + each.getValue())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
