package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.juli.logging.Log;

/** A sink whose failures stay with it: the first is logged, the others only at DEBUG. */
final class GuardedSink implements DisconnectSink {
  private final DisconnectSink sink;
  private final Log log;
  private final AtomicBoolean warned = new AtomicBoolean();

  GuardedSink(DisconnectSink sink, Log log) {
    this.sink = sink;
    this.log = log;
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    guarded(() -> sink.disconnected(disconnect));
  }

  @Override
  public void disconnected(Disconnect disconnect, List<Withheld> withheld) {
    guarded(() -> sink.disconnected(disconnect, withheld));
  }

  @Override
  public void withheld(Withheld late) {
    guarded(() -> sink.withheld(late));
  }

  @Override
  public boolean wantsWords() {
    return sink.wantsWords();
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      String message = "Sink [" + sink.getClass().getName() + "] failed";
      if (warned.compareAndSet(false, true)) {
        log.warn(message + "; further failures of it are logged at DEBUG", e);
      } else {
        log.debug(message, e);
      }
    }
  }
}
