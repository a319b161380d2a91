package io.hangup.internal.websocket;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.Rounds;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/** A WebSocket session, as those see it that look after it and that ask whose failure one is. */
interface TrackedSession extends ClientConnection, Rounds.Member {
  /** Tomcat's own session; null before it is opened. */
  @Nullable WsSession wsSession();

  /** Has the session looked at by the next tick. */
  void lookSoon();

  /** A frame is about to be sent, whose failure nobody may report. */
  void sending();

  /** Has {@code work} done for this session's connection. */
  void within(Runnable work);

  /** Classifies a failure, and keeps it as the explanation of this session's end if it is one. */
  @Nullable Disconnect explain(Throwable failure);

  /** Reports {@code found} as this session's. */
  void report(Disconnect found);

  /** Reading has found that the client has gone, and Tomcat notifies the endpoint of it. */
  void onReadFailed();

  /**
   * The client has gone: a message that is on its way will fail, on whichever thread sent it. To be
   * called again before Tomcat closes the session, for until then one may begin.
   */
  void onConnectionLost();

  /** Takes {@code failure} for this session's, though Tomcat has no record of it. */
  void recordFailure(Throwable failure);

  /** Who sent to this session has seen that it was lost. */
  void seenLoss();

  /** Whether its end has been reported, or is not to be. */
  boolean isReported();

  /** Whether the socket has failed, and nobody has reported it yet. */
  boolean isFailedUnreported();

  /** Whether Tomcat has closed the socket, and nobody has reported it yet, nor of a good end. */
  boolean isClosedUnreported();
}
