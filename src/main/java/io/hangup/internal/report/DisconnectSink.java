package io.hangup.internal.report;

import io.hangup.disconnect.Disconnect;
import java.util.List;

/** Gets each disconnect, once, on the thread that noticed it. Must not block. */
@FunctionalInterface
public interface DisconnectSink {
  void disconnected(Disconnect disconnect);

  /** The same, with what was withheld for it until now. */
  default void disconnected(Disconnect disconnect, List<Withheld> withheld) {
    disconnected(disconnect);
  }

  /** Gets what was withheld for a disconnect after it was reported. */
  default void withheld(Withheld late) {}

  /** Whether it makes use of what was withheld; if nobody does, nobody asks for messages. */
  default boolean wantsWords() {
    return false;
  }
}
