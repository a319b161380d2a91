package io.hangup.session;

/** What kind of session a client has with an application. */
public enum SessionType {
  /** A WebSocket (RFC 6455); the handle is a {@code jakarta.websocket.Session}. */
  WEBSOCKET,

  /**
   * A request in asynchronous processing, such as server-sent events or long polling; the handle is
   * a {@code jakarta.servlet.AsyncContext}.
   */
  ASYNC_REQUEST
}
