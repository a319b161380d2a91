package io.hangup.gate;

import io.hangup.classify.ClientConnection;
import org.jspecify.annotations.Nullable;

/** Knows the connections to clients that somebody watches. */
@FunctionalInterface
public interface ConnectionFinder {

  /**
   * The connection whose recorded failure is in the chain of {@code thrown}, on whichever thread;
   * null where there is none.
   */
  @Nullable ClientConnection find(Throwable thrown);

  /**
   * The connection that the current thread has seen the end of, inside the sending that {@code
   * thrown} came out of; null where there is none. It says whose a disconnect is, not that it is
   * one.
   */
  default @Nullable ClientConnection endedWithin(Throwable thrown) {
    return null;
  }
}
