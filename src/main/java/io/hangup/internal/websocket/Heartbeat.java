package io.hangup.internal.websocket;

import io.hangup.internal.connection.Rounds;

/**
 * Knows when a silent client is to be pinged, and when to be given up. Asked by one thread at a
 * time, of a clock that stands still while the whole JVM does: then nobody is heard of.
 */
final class Heartbeat {
  enum Step {
    WAIT,
    PING,
    GIVE_UP
  }

  private final Upkeep upkeep;

  /** The signs of life when it was last asked. */
  private long lastSigns;

  private long askedAt;
  private long silentSince;
  private boolean pinged;

  /**
   * @param now in nanoseconds, as {@link Rounds#now()}
   */
  Heartbeat(Upkeep upkeep, long now) {
    this.upkeep = upkeep;
    this.askedAt = now;
    this.silentSince = now;
  }

  /**
   * What to do now; to give up, until that is done or the client is heard of.
   *
   * @param signs how many signs of life there have been
   * @param age how long ago the last one was, in nanoseconds, as far as that is known
   * @param now in nanoseconds, as {@link Rounds#now()}
   */
  Step next(long signs, long age, long now) {
    long sinceAsked = now - askedAt;
    askedAt = now;
    if (signs != lastSigns) {
      lastSigns = signs;
      silentSince = now - Math.max(0, Math.min(age, sinceAsked));
      pinged = false;
    }
    long silence = now - silentSince;
    if (!pinged && silence >= upkeep.pingInterval().toNanos()) {
      pinged = true;
      silentSince = now;
      return Step.PING;
    }
    boolean isOver =
        pinged && !upkeep.pingTimeout().isZero() && silence >= upkeep.pingTimeout().toNanos();
    return isOver ? Step.GIVE_UP : Step.WAIT;
  }

  /** How long it will be until something else than to wait may be to do, in nanoseconds. */
  long patience(long now) {
    long limit = pinged ? upkeep.pingTimeout().toNanos() : upkeep.pingInterval().toNanos();
    return limit == 0 ? Long.MAX_VALUE : silentSince + limit - now;
  }

  /** Whether the client is pinged, and has not been heard of since. */
  boolean isPinged() {
    return pinged;
  }
}
