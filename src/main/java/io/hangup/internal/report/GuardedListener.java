package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.juli.logging.Log;

/** A listener whose failures stay with it: the first is logged, the others only at DEBUG. */
final class GuardedListener implements DisconnectListener {
  private final DisconnectListener listener;
  private final Log log;
  private final AtomicBoolean warned = new AtomicBoolean();

  GuardedListener(DisconnectListener listener, Log log) {
    this.listener = listener;
    this.log = log;
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    guarded(() -> listener.disconnected(disconnect));
  }

  @Override
  public void disconnected(Disconnect disconnect, List<Withheld> withheld) {
    guarded(() -> listener.disconnected(disconnect, withheld));
  }

  @Override
  public void withheld(Withheld late) {
    guarded(() -> listener.withheld(late));
  }

  @Override
  public boolean wantsWords() {
    return listener.wantsWords();
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      String message = "Listener [" + listener.getClass().getName() + "] failed";
      if (warned.compareAndSet(false, true)) {
        log.warn(message + "; further failures of it are logged at DEBUG", e);
      } else {
        log.debug(message, e);
      }
    }
  }
}
