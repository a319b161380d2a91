package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import java.util.List;
import org.apache.juli.logging.Log;

/** A sink whose failures stay with it; see {@link GuardedCalls}. */
final class GuardedSink implements DisconnectSink {
  private final DisconnectSink sink;
  private final GuardedCalls calls;

  GuardedSink(DisconnectSink sink, Log log) {
    this.sink = sink;
    this.calls = new GuardedCalls("Sink", sink, log);
  }

  @Override
  public void disconnected(Disconnect disconnect) {
    calls.run(() -> sink.disconnected(disconnect));
  }

  @Override
  public void disconnected(Disconnect disconnect, List<Withheld> withheld) {
    calls.run(() -> sink.disconnected(disconnect, withheld));
  }

  @Override
  public void withheld(Withheld late) {
    calls.run(() -> sink.withheld(late));
  }

  @Override
  public boolean wantsWords() {
    return sink.wantsWords();
  }
}
