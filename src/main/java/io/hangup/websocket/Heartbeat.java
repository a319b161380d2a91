package io.hangup.websocket;

/**
 * Knows when a silent client is to be pinged, and when to be given up. Asked several times a
 * second, by one thread at a time.
 */
final class Heartbeat {
  /** After a longer break between two questions the whole JVM was at a halt, and read nothing. */
  private static final long HALT_NANOS = 1_000_000_000L;

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
   * @param now in nanoseconds, as {@link System#nanoTime()}
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
   * @param now in nanoseconds, as {@link System#nanoTime()}
   */
  Step next(long signs, long now) {
    long sinceAsked = now - askedAt;
    askedAt = now;
    if (signs != lastSigns) {
      lastSigns = signs;
      silentSince = now;
      pinged = false;
      return Step.WAIT;
    }
    if (sinceAsked > HALT_NANOS) {
      silentSince += sinceAsked;
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

  /** Whether the client is pinged, and has not been heard of since. */
  boolean isPinged() {
    return pinged;
  }
}
