package io.hangup.internal.websocket;

import io.hangup.disconnect.PingResult;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.connection.Rounds;
import io.hangup.internal.report.Reporter;
import org.jspecify.annotations.Nullable;

/** What all sessions have in common, as one of them sees it. */
interface SessionWatch {
  /** Takes {@code session}, which has been opened. */
  void add(TrackedSession session);

  /** Lets go of {@code session}, which has ended. */
  void remove(TrackedSession session);

  /** Notes that the client of {@code session} has hung up, and that it has ended. */
  void lost(String id, TrackedSession session);

  /** Notes that {@code session} ends because a send to it took too long. */
  void expired(TrackedSession session);

  /** Notes where the reader calls {@code onError}, if the current thread comes from there. */
  void inOnError();

  /** The session that {@code thrown} was noted for; else the one whose sender gets it. */
  @Nullable TrackedSession find(Throwable thrown);

  /** The session whose socket has recorded {@code thrown}, if it is found. */
  @Nullable TrackedSession searchSession(Throwable thrown);

  /** For a failed send that no socket has recorded: the session whose end caused it, or null. */
  @Nullable TrackedSession sessionEndedWithin(Throwable thrown);

  /** Those that were lost while a message was on its way to them. */
  InterruptedSends interrupted();

  /** When each is looked at. */
  Rounds rounds();

  /** Where what may wait for a client is done. */
  BlockingWork mayBlock();

  /** The connections that applications have upgraded to protocols of their own. */
  Upgrades upgrades();

  /** Notes what became of a ping. */
  void pinged(PingResult result);

  Classifier classifier();

  Reporter reporter();
}
