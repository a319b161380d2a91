package io.hangup.gate;

/** A handler in the place of another one, which asks no filter. */
interface StandIn {
  /** Puts the other one back, unless somebody has taken this one away meanwhile. */
  void giveBack();
}
