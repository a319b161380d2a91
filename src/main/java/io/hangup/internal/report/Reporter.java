package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.connection.Causes;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.jvm.ContextLoader;
import io.hangup.internal.jvm.OwnRights;
import io.hangup.internal.jvm.WeakIdentityMap;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/** Tells the sinks of each disconnect once, however many records and prints it caused. */
public final class Reporter {
  private static final long STALE_NANOS = 60_000_000_000L;

  private final List<DisconnectSink> sinks;
  private final LongSupplier nanoTime;

  /** The root causes that were reported. */
  private final WeakIdentityMap<Throwable, First> firsts = new WeakIdentityMap<>();

  private final PendingLines pending = new PendingLines();

  /**
   * How a root cause was first reported.
   *
   * @param ownerless true if it was first reported without a connection: a later report with one is
   *     the same hang-up. Of two reports with connections each is one of its own: all streams of
   *     one connection of HTTP/2 can fail with the connection's one exception
   * @param at when, in nanoseconds
   */
  private record First(boolean ownerless, long at) {}

  /**
   * @param log where a sink's failure is logged
   */
  public Reporter(Log log, DisconnectSink... sinks) {
    this(System::nanoTime, log, sinks);
  }

  Reporter(LongSupplier nanoTime, Log log, DisconnectSink... sinks) {
    this.nanoTime = nanoTime;
    this.sinks = Stream.of(sinks).<DisconnectSink>map(each -> new GuardedSink(each, log)).toList();
  }

  /**
   * Takes {@code disconnect} for the sinks, who hear of it at the next {@link #flush()}: the caller
   * may hold a lock that a sink could want, as a log handler's filter does. It has been reported if
   * it has the same root cause as another, or if it ended the same connection.
   *
   * @param connection the connection that the current thread works for; it counts only where the
   *     disconnect is its own
   */
  public void report(Disconnect disconnect, @Nullable ClientConnection connection) {
    report(disconnect, connection, null);
  }

  /**
   * The same, where something is withheld for it: that is reported together with the disconnect, if
   * it still waits, and by itself if not.
   */
  public void report(
      Disconnect disconnect, @Nullable ClientConnection connection, @Nullable Withheld withheld) {
    ClientConnection owner = disconnect.isAttributed() ? connection : null;
    Throwable thrown = disconnect.thrown();
    First before =
        thrown == null
            ? null
            : firsts.putIfAbsent(
                Causes.root(thrown), new First(owner == null, nanoTime.getAsLong()));
    boolean isNew =
        owner == null
            ? before == null
            : owner.markReported(disconnect) && (before == null || !before.ownerless);
    if (isNew) {
      Duration elapsed = owner == null ? null : owner.elapsed();
      Disconnect first = owner == null ? disconnect : owner.first(disconnect);
      first = elapsed == null ? first : first.after(elapsed);
      pending.add(first, owner, withheld, wantsWords());
    } else if (withheld != null) {
      pending.note(withheld, owner);
    }
  }

  /**
   * Takes what is withheld for a disconnect that is reported elsewhere, or has been.
   *
   * @param owner the connection whose disconnect that is; null where it is not known
   */
  public void note(@Nullable Withheld withheld, @Nullable ClientConnection owner) {
    if (withheld != null) {
      pending.note(withheld, owner);
    }
  }

  /**
   * Whether the root of {@code thrown} was first reported more than a minute ago. Where no
   * connection has it any more, somebody keeps it, such as a cache that keeps failed futures, and
   * fails others with it.
   */
  public boolean isStale(Throwable thrown) {
    First first = firsts.get(Causes.root(thrown));
    return first != null && nanoTime.getAsLong() - first.at > STALE_NANOS;
  }

  /** Whether a sink makes use of what is withheld. */
  public boolean wantsWords() {
    for (DisconnectSink sink : sinks) {
      if (sink.wantsWords()) {
        return true;
      }
    }
    return false;
  }

  /** Whether anything waits to be reported. */
  public boolean hasPending() {
    return !pending.isEmpty();
  }

  /**
   * Tells the sinks what is waiting. The caller holds no lock. They are called with our own class
   * loader in place: Tomcat takes a thread that has a web application's, while that stops, for one
   * that the application forgot.
   */
  public void flush() {
    if (!pending.isEmpty()) {
      OwnRights.run(
          () -> ContextLoader.run(Reporter.class.getClassLoader(), () -> pending.report(sinks)));
    }
  }
}
