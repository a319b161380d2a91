package io.hangup.websocket;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that were lost while a message was on its way to them. Their senders fail on other
 * threads, with what Tomcat's closing of the connection gives them, of which no socket has a
 * record.
 */
final class CutShort {
  private static final int MAX_SESSIONS = 10_000;

  /** Longer than Tomcat waits for a client that does not read, by default. */
  private static final long MAX_AGE_NANOS = 60_000_000_000L;

  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

  /** When a session was last ended for another reason than its client's having gone. */
  private volatile long brokenOffAt = System.nanoTime() - MAX_AGE_NANOS;

  private record Entry(WeakReference<WatchedSession> session, long at) {}

  /** Notes that {@code session} was lost with a message on its way. */
  void add(WatchedSession session) {
    long now = System.nanoTime();
    entries.removeIf(entry -> now - entry.at > MAX_AGE_NANOS || entry.session.refersTo(null));
    if (entries.size() < MAX_SESSIONS) {
      entries.add(new Entry(new WeakReference<>(session), now));
    }
  }

  /** Notes that Tomcat has ended a session whose client did not keep to the protocol. */
  void brokenOff() {
    brokenOffAt = System.nanoTime();
  }

  /** Whether a session was {@link #brokenOff} in that time: who was then cut short is not sure. */
  boolean isAmbiguous(long nanos) {
    return System.nanoTime() - brokenOffAt < nanos;
  }

  /** A session that was lost in the last {@code nanos}, once; null where there is none. */
  @Nullable WatchedSession take(long nanos) {
    long now = System.nanoTime();
    for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      WatchedSession session = entry.session.get();
      if (session != null && now - entry.at < nanos && entries.remove(entry)) {
        return session;
      }
    }
    return null;
  }
}
