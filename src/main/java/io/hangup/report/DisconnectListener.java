package io.hangup.report;

import io.hangup.classify.Disconnect;

/** Is told of each disconnect, once, on the thread that noticed it. Must not block. */
@FunctionalInterface
public interface DisconnectListener {
  void disconnected(Disconnect disconnect);
}
