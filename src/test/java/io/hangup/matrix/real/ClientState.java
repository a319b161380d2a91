package io.hangup.matrix.real;

/** Where the client is when the application fails. */
public enum ClientState {
  /** It waits for its answer. */
  THERE,
  /** It has gone, and nobody has noticed. */
  GONE,
  /** It has gone, and a write to it has failed; the application went on. */
  MISSED,
  /** It has gone, and a write to it has failed; the real error came while that was handled. */
  SUPPRESSING,
  /** It has gone, and a write to it failed while the real error was handled. */
  SUPPRESSED
}
