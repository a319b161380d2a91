package io.hangup.load;

import java.nio.ByteBuffer;

/** What one connection of a {@link Swarm} says, and how it tells answers from other bytes. */
interface Dialect {
  /** How many answers are awaited at a time. */
  int width();

  /** The first words, which ask for as many answers as there may be at a time. */
  byte[] hello();

  /** What asks for one answer more. */
  byte[] next();

  /** Takes what has come, and counts the answers that it completes. */
  int answers(ByteBuffer received);

  /** What has to be said to what has come; empty if nothing has. */
  default byte[] reply() {
    return new byte[0];
  }

  /** A good-bye; empty if there is none. */
  default byte[] bye() {
    return new byte[0];
  }

  /** What ends all that is under way and leaves the connection open; null to reset that. */
  default byte[] abort() {
    return null;
  }
}
