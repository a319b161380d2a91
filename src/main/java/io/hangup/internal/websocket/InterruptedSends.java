package io.hangup.internal.websocket;

import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that were lost while a message was on its way to them. Their senders fail on other
 * threads, with what Tomcat's closing of the connection gives them, of which no socket has a
 * record. What is asked costs the same however many were lost.
 */
final class InterruptedSends {
  private static final int MAX_SESSIONS = 10_000;

  private static final long JUST_NOW_NANOS = 1_000_000_000L;

  /** Longer than Tomcat waits for a client that does not read, by default. */
  private static final long MAX_AGE_NANOS = 40_000_000_000L;

  /** All that were lost just now, and of them those with a message on its way. */
  private final Entries lost = new Entries(JUST_NOW_NANOS);

  private final Entries lostSending = new Entries(JUST_NOW_NANOS);

  /** Those with a message on its way, for as long as its sender may wait. */
  private final Entries sending = new Entries(MAX_AGE_NANOS);

  /** When a session was last ended for another reason than its client's having gone. */
  private volatile long violatedAt = System.nanoTime() - MAX_AGE_NANOS;

  /**
   * Notes that {@code session} was lost, and whether with a message on its way.
   *
   * @return what it is known by here
   */
  Entry add(TrackedSession session, boolean withMessage) {
    Entry entry = new Entry(session);
    lost.add(entry);
    if (withMessage) {
      lostSending.add(entry);
      sending.add(entry);
    }
    return entry;
  }

  /** Notes that Tomcat has ended a session whose client did not keep to the protocol. */
  void onProtocolViolation() {
    violatedAt = System.nanoTime();
  }

  /**
   * The session whose sender learns just now that it was lost: once; null where there is none, or
   * where it may be one that was {@link #onProtocolViolation}.
   */
  @Nullable TrackedSession takeJustLost() {
    return System.nanoTime() - violatedAt < JUST_NOW_NANOS ? null : lostSending.take();
  }

  /**
   * A session whose sender may have failed with its loss; null where there is none. In the moment
   * of the loss several may: of a message, and of the good-bye after it.
   */
  @Nullable TrackedSession find() {
    TrackedSession justLost = lost.first();
    return justLost != null ? justLost : sending.take();
  }

  /** One loss of a session, until its sender has been found. */
  static final class Entry {
    private final WeakReference<TrackedSession> session;
    private final long at = System.nanoTime();
    private final AtomicBoolean gone = new AtomicBoolean();

    private Entry(TrackedSession session) {
      this.session = new WeakReference<>(session);
    }

    /** Forgets the loss: its sender has seen it itself. */
    void forget() {
      gone.set(true);
    }
  }

  /** Losses in their order, until they are too old. */
  private static final class Entries {
    private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final long maxAge;

    Entries(long maxAge) {
      this.maxAge = maxAge;
    }

    void add(Entry entry) {
      head();
      if (size.incrementAndGet() <= MAX_SESSIONS) {
        queue.add(entry);
      } else {
        size.decrementAndGet();
      }
    }

    /** The session of the first loss; null where there is none. */
    @Nullable TrackedSession first() {
      Entry head = head();
      return head == null ? null : head.session.get();
    }

    /** The same, which no other call is given. */
    @Nullable TrackedSession take() {
      for (Entry head = head(); head != null; head = head()) {
        TrackedSession session = head.session.get();
        if (session != null && head.gone.compareAndSet(false, true)) {
          return session;
        }
      }
      return null;
    }

    /** The first that is not gone; those before it leave. */
    private @Nullable Entry head() {
      long now = System.nanoTime();
      for (Entry head = queue.peek(); head != null; head = queue.peek()) {
        if (!head.gone.get() && now - head.at < maxAge && !head.session.refersTo(null)) {
          return head;
        }
        if (queue.remove(head)) {
          size.decrementAndGet();
        }
      }
      return null;
    }
  }
}
