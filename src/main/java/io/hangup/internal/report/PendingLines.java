package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.connection.Causes;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.jvm.WeakIdentityMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Disconnects that wait to be reported, each with what was withheld for it meanwhile; and what was
 * withheld for one that has been reported.
 */
final class PendingLines {
  /** More is not reported in one line, but in lines of its own. */
  private static final int MAX_WITHHELD = 4;

  private final Queue<Waiting> disconnects = new ConcurrentLinkedQueue<>();
  private final Queue<Withheld> late = new ConcurrentLinkedQueue<>();

  /** Each disconnect that waits, by its root cause and by the connection that it ended. */
  private final WeakIdentityMap<Object, Waiting> known = new WeakIdentityMap<>();

  /** A disconnect until it is reported; empty from then on, and nothing keeps its throwable. */
  private static final class Waiting {
    private @Nullable Disconnect disconnect;
    private List<Withheld> withheld = List.of();

    /**
     * What was reported with it: a nested failure of the same session is logged in the same words.
     */
    private List<String> said = List.of();

    Waiting(Disconnect disconnect) {
      this.disconnect = disconnect;
    }

    /** Takes {@code more} along, if there is time and room. */
    synchronized boolean takes(Withheld more) {
      if (disconnect == null || withheld.size() >= MAX_WITHHELD) {
        return false;
      }
      if (withheld.isEmpty()) {
        withheld = new ArrayList<>(1);
      }
      return withheld.add(more);
    }

    void report(List<DisconnectSink> sinks) {
      Disconnect reported;
      List<Withheld> with;
      synchronized (this) {
        reported = disconnect;
        with = withheld;
        if (!with.isEmpty()) {
          said = with.stream().map(Withheld::words).toList();
        }
        disconnect = null;
        withheld = List.of();
      }
      if (reported != null) {
        for (DisconnectSink sink : sinks) {
          sink.disconnected(reported, with);
        }
      }
    }

    synchronized boolean hasSaid(Withheld again) {
      return said.contains(again.words());
    }

    synchronized boolean isReported() {
      return disconnect == null;
    }
  }

  /**
   * Takes {@code disconnect} until it is reported.
   *
   * @param wantsWords whether anything may be withheld for it from now on
   */
  void add(
      Disconnect disconnect,
      @Nullable ClientConnection owner,
      @Nullable Withheld withheld,
      boolean wantsWords) {
    Waiting waiting = new Waiting(disconnect);
    if (withheld != null) {
      waiting.takes(withheld);
    }
    if (wantsWords && disconnect.thrown() != null) {
      known.putUnless(Causes.root(disconnect.thrown()), waiting, each -> !each.isReported());
    }
    if (wantsWords && owner != null) {
      known.putUnless(owner, waiting, each -> !each.isReported());
    }
    disconnects.add(waiting);
  }

  void note(Withheld withheld, @Nullable ClientConnection owner) {
    if (!withheld.hasWords()) {
      return;
    }
    Waiting ofOwner = owner == null ? null : known.get(owner);
    Waiting waiting = ofOwner == null ? known.get(Causes.root(withheld.thrown())) : ofOwner;
    boolean isTaken =
        waiting != null
            && (waiting.takes(withheld)
                || ((ofOwner == null || livesOnce(owner)) && waiting.hasSaid(withheld)));
    if (!isTaken) {
      late.add(withheld);
    }
  }

  /** A session has a connection of its own; a request's object is used for the thread's next. */
  private static boolean livesOnce(@Nullable ClientConnection owner) {
    return owner != null && owner.client().sessionId() != null;
  }

  boolean isEmpty() {
    return disconnects.isEmpty() && late.isEmpty();
  }

  /** Tells everything that waits, in order: what came late, after its disconnect. */
  void report(List<DisconnectSink> sinks) {
    for (Waiting next = disconnects.poll(); next != null; next = disconnects.poll()) {
      next.report(sinks);
    }
    for (Withheld next = late.poll(); next != null; next = late.poll()) {
      for (DisconnectSink sink : sinks) {
        sink.withheld(next);
      }
    }
  }
}
