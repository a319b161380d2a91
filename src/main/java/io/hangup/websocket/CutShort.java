package io.hangup.websocket;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that were lost while a message was on its way to them. Their senders fail on other
 * threads, with what Tomcat's closing of the connection gives them, of which no socket has a
 * record.
 */
final class CutShort {
  private static final int MAX_SESSIONS = 1000;

  private static final long JUST_NOW_NANOS = 1_000_000_000L;

  /** Longer than Tomcat waits for a client that does not read, by default. */
  private static final long MAX_AGE_NANOS = 40_000_000_000L;

  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

  /** When a session was last ended for another reason than its client's having gone. */
  private volatile long brokenOffAt = System.nanoTime() - MAX_AGE_NANOS;

  /**
   * @param sending whether the message was still on its way when the session was lost
   */
  private record Entry(WeakReference<WatchedSession> session, boolean sending, long at) {
    boolean isFrom(long now, long nanos) {
      return now - at < nanos;
    }
  }

  /** Notes that {@code session} was lost, and whether with a message on its way. */
  void add(WatchedSession session, boolean sending) {
    long now = System.nanoTime();
    entries.removeIf(
        entry ->
            !entry.isFrom(now, entry.sending ? MAX_AGE_NANOS : JUST_NOW_NANOS)
                || entry.session.refersTo(null));
    if (entries.size() < MAX_SESSIONS) {
      entries.add(new Entry(new WeakReference<>(session), sending, now));
    }
  }

  /** Notes that Tomcat has ended a session whose client did not keep to the protocol. */
  void brokenOff() {
    brokenOffAt = System.nanoTime();
  }

  /**
   * The session whose sender is told just now that it was lost: once; null where there is none, or
   * where it may be one that was {@link #brokenOff}.
   */
  @Nullable WatchedSession takeJustLost() {
    long now = System.nanoTime();
    return now - brokenOffAt < JUST_NOW_NANOS
        ? null
        : take(entry -> entry.sending && entry.isFrom(now, JUST_NOW_NANOS));
  }

  /**
   * A session whose sender may have failed with its loss; null where there is none. In the moment
   * of the loss several may: of a message, and of the good-bye after it.
   */
  @Nullable WatchedSession find() {
    long now = System.nanoTime();
    for (Entry entry : entries) {
      WatchedSession session = entry.session.get();
      if (session != null && entry.isFrom(now, JUST_NOW_NANOS)) {
        return session;
      }
    }
    return take(entry -> entry.sending && entry.isFrom(now, MAX_AGE_NANOS));
  }

  private @Nullable WatchedSession take(Predicate<Entry> condition) {
    for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      WatchedSession session = entry.session.get();
      if (session != null && condition.test(entry) && entries.remove(entry)) {
        return session;
      }
    }
    return null;
  }

  /** Forgets {@code session}: its sender has seen its end itself. */
  void remove(WatchedSession session) {
    entries.removeIf(entry -> entry.session.refersTo(session));
  }
}
