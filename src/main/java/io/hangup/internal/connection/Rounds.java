package io.hangup.internal.connection;

import io.hangup.internal.jvm.OwnFailures;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When each session, or request that goes on, is looked at: every five seconds, a part of them at a
 * time; sooner where something may be about to happen to it. So what a look costs is paid for what
 * is in use, and not for what lives.
 */
public final class Rounds {
  private static final long TICK_NANOS = 250_000_000L;

  /** How many ticks a round takes that comes by everybody. */
  public static final int ROUND = 20;

  /**
   * How long a session or request may go on after its client: Tomcat closes the connection a little
   * before it notifies the application, where it does.
   */
  public static final long GRACE_NANOS = 400_000_000L;

  /** After a longer break the whole JVM was at a halt, and read nothing. */
  private static final long HALT_NANOS = 1_000_000_000L;

  /** What is looked at. */
  public interface Member {
    /**
     * Looks at it; by one thread at a time.
     *
     * @param now in nanoseconds, as {@link Rounds#now()}
     * @return in how many ticks it is to be looked at again; with {@link #ROUND}, when its turn is
     */
    int look(long now);

    /** The tick that was set last; 0 before that. */
    int dueAt();

    /** Keeps the tick at which this is looked at next. */
    void dueAt(int tick);
  }

  private final Collection<? extends Member> all;
  private final long start = System.nanoTime();

  /** Who is to be looked at before the round comes by, by the tick at which that is. */
  private final List<Queue<Member>> appointments =
      IntStream.range(0, ROUND + 1)
          .<Queue<Member>>mapToObj(i -> new ConcurrentLinkedQueue<>())
          .toList();

  private @Nullable Iterator<? extends Member> round;
  private volatile int tick;
  private long lastAt = start;
  private volatile long awake;

  /**
   * @param all the sessions that live, which others add and remove
   */
  public Rounds(Collection<? extends Member> all) {
    this.all = all;
  }

  /** The number of ticks that have passed when {@code nanos} have, one at least. */
  public static int ticks(long nanos) {
    return (int) Math.max(1, Math.min(ROUND, 1 + (nanos - 1) / TICK_NANOS));
  }

  /** How long this JVM has not been at a halt, in nanoseconds, as of the last tick. */
  public long now() {
    return awake;
  }

  /**
   * Looks at those whose turn it is by now; to be called once a tick, by one thread at a time.
   *
   * @param now in nanoseconds, as {@link System#nanoTime()}
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time.
  public void go(long now) {
    long passed = now - lastAt;
    lastAt = now;
    awake += passed > HALT_NANOS ? 0 : passed;
    int until = (int) ((now - start) / TICK_NANOS);
    int ticks = Math.min(until - tick, ROUND);
    for (int i = ticks - 1; i >= 0; i--) {
      tick = until - i;
      keepAppointments();
    }
    goOn((int) Math.min(all.size(), 1 + (long) all.size() * Math.max(ticks, 0) / ROUND));
  }

  private void keepAppointments() {
    Queue<Member> due = at(tick);
    for (Member member = due.poll(); member != null; member = due.poll()) {
      // Not whose appointment has been put off.
      if (member.dueAt() - tick <= 0) {
        look(member);
      }
    }
  }

  private void goOn(int count) {
    if (count == 0) {
      // An iterator keeps whom it would come to next.
      round = null;
    }
    for (int i = 0; i < count; i++) {
      Iterator<? extends Member> iterator = round;
      if (iterator == null || !iterator.hasNext()) {
        iterator = all.iterator();
        round = iterator;
      }
      if (!iterator.hasNext()) {
        break;
      }
      Member member = iterator.next();
      if (member.dueAt() - tick <= 0) {
        look(member);
      }
    }
  }

  private void look(Member member) {
    try {
      int ticks = member.look(awake);
      if (ticks < ROUND) {
        appoint(member, tick + ticks);
      }
    } catch (RuntimeException | LinkageError e) {
      OwnFailures.note(e);
    }
  }

  /** Has {@code member} looked at by the next tick. From any thread, at no cost if it will be. */
  public void soon(Member member) {
    int next = tick + 1;
    if (member.dueAt() != next) {
      appoint(member, next);
    }
  }

  private void appoint(Member member, int due) {
    member.dueAt(due);
    at(due).add(member);
  }

  private Queue<Member> at(int due) {
    return appointments.get(Math.floorMod(due, appointments.size()));
  }
}
