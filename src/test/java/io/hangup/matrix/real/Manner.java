package io.hangup.matrix.real;

/** How a backend ends the connection that the application has made to it. */
public enum Manner {
  /** Reads a byte, then resets. */
  RESETS,
  /** Resets without having read or sent a byte. */
  RESETS_AT_ONCE,
  /** Reads a byte, then closes with a FIN. */
  CLOSES,
  /** Closes with a FIN without having read or sent a byte. */
  CLOSES_AT_ONCE,
  /** Never answers. */
  IS_SILENT,
  /** Answers a request with half of the body that it promises, then resets. */
  RESETS_IN_BODY,
  /** Answers a request with half of the body that it promises, then closes with a FIN. */
  CLOSES_IN_BODY,
  /** Completes a WebSocket handshake, then resets. */
  RESETS_WEBSOCKET,
  /** Completes a WebSocket handshake, then closes with a FIN and no close frame. */
  CLOSES_WEBSOCKET
}
