package io.hangup.internal.logging;

/**
 * What becomes of a record of the application's own words that shows a disconnect. The later of two
 * constants leaves more of it.
 */
public enum ApplicationRecords {
  /** It goes into the line of the disconnect, whole. */
  DOWNGRADE,

  /** It stays at its level and in its place, with its message and without its stack trace. */
  SHORTEN,

  /** It stays as it is. */
  KEEP;

  /** Of two that speak for the same record, the one that leaves more of it. */
  ApplicationRecords or(ApplicationRecords other) {
    return compareTo(other) < 0 ? other : this;
  }
}
