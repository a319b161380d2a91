package io.hangup.internal.metrics;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.PingResult;
import io.hangup.disconnect.Source;
import io.hangup.disconnect.Undecided;
import io.hangup.internal.delivery.LiveSession;
import io.hangup.internal.delivery.SessionObserver;
import io.hangup.internal.jvm.ContextLoader;
import io.hangup.internal.report.DisconnectSink;
import io.hangup.internal.report.GuardedCalls;
import io.hangup.internal.report.Tally;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.Withholding;
import io.hangup.session.DeadSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/** Hands each event to all listeners. A failure of one stays with it. */
public final class Listeners implements DisconnectSink, Tally, SessionObserver {
  private static final ClassLoader OWN = Listeners.class.getClassLoader();

  private final Log log = LogFactory.getLog(Listeners.class);
  private final List<Guarded> listeners = new CopyOnWriteArrayList<>();

  /** Adds one that hears of what happens from now on. */
  public void add(DisconnectListener listener) {
    listeners.add(new Guarded(listener));
  }

  /** Says something to one alone, which is there. */
  void tell(DisconnectListener listener, Consumer<DisconnectListener> event) {
    listeners.stream()
        .filter(each -> each.listener == listener)
        .findFirst()
        .ifPresent(each -> each.tell(event));
  }

  /** Takes one out, and closes it; nothing is done where it is not there. */
  public void remove(DisconnectListener listener) {
    listeners.stream()
        .filter(each -> each.listener == listener)
        .findFirst()
        .filter(listeners::remove)
        .ifPresent(each -> each.tell(DisconnectListener::close));
  }

  /** Takes some out, and closes them, the last one first. */
  void remove(List<DisconnectListener> some) {
    List<DisconnectListener> last = List.copyOf(some);
    for (int i = last.size() - 1; i >= 0; i--) {
      remove(last.get(i));
    }
  }

  /** Takes all out, and closes them. */
  public void close() {
    remove(listeners.stream().map(each -> each.listener).toList());
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    forEach(listener -> listener.disconnected(disconnect));
  }

  @Override
  public void withheld(Source source, boolean whole, long bytes) {
    Withholding withholding = new Withholding(source, whole, bytes);
    forEach(listener -> listener.withheld(withholding));
  }

  /** A record had a disconnect in its chain of causes, and stayed. */
  public void undecided(Undecided reason) {
    forEach(listener -> listener.undecided(reason));
  }

  @Override
  public void opened(LiveSession session) {
    forEach(listener -> listener.opened(session.opening()));
  }

  @Override
  public void ended(LiveSession session, DeadSession end) {
    forEach(listener -> listener.dropped(end));
  }

  /** A silent client was pinged. */
  public void pinged(PingResult result) {
    forEach(listener -> listener.pinged(result));
  }

  private void forEach(Consumer<DisconnectListener> event) {
    for (Guarded each : listeners) {
      each.tell(event);
    }
  }

  private final class Guarded {
    private final DisconnectListener listener;
    private final GuardedCalls calls;

    /** Ours need no class loader in place. */
    private final boolean isOwn;

    Guarded(DisconnectListener listener) {
      this.listener = listener;
      this.calls = new GuardedCalls("Listener", listener, log);
      this.isOwn = listener.getClass().getName().startsWith("io.hangup.internal.");
    }

    void tell(Consumer<DisconnectListener> event) {
      if (isOwn) {
        calls.run(() -> event.accept(listener));
      } else {
        calls.run(() -> ContextLoader.run(OWN, () -> event.accept(listener)));
      }
    }
  }
}
