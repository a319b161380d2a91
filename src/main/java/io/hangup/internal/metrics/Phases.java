package io.hangup.internal.metrics;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The phases that disconnects are counted by. Some are found out only with a look at a stack trace,
 * which costs as much as all that Hangup does for a disconnect: in a second there are so many
 * looks. In a storm the others are taken for what the last one of their kind was.
 */
public final class Phases {
  /** So many a second cost a thousandth of a core. */
  static final int LOOKS = 50;

  private record Alike(Kind kind, Protocol protocol, String context) {}

  private final LongSupplier seconds;
  private final Map<Alike, Phase> last = new ConcurrentHashMap<>();
  private final AtomicLong second = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();

  /**
   * @param seconds a clock that is not set, in seconds
   */
  public Phases(LongSupplier seconds) {
    this.seconds = seconds;
  }

  /**
   * What {@code disconnect} is counted by.
   *
   * @param context as bounded, see {@link Names}
   */
  public Phase of(Disconnect disconnect, String context) {
    Phase known = disconnect.knownPhase();
    if (known != null) {
      return known;
    }
    Alike alike = new Alike(disconnect.kind(), disconnect.protocol(), context);
    Phase before = last.get(alike);
    if (before != null && !mayLook()) {
      return before;
    }
    Phase found = disconnect.phase();
    last.put(alike, found);
    return found;
  }

  private boolean mayLook() {
    long now = seconds.getAsLong();
    if (second.getAndSet(now) != now) {
      looks.set(0);
    }
    return looks.getAndIncrement() < LOOKS;
  }
}
