package io.hangup.disconnect;

/** What happened to the connection: one axis of a disconnect's code, {@link Phase} is the other. */
public enum Kind {
  /**
   * The peer reset the connection: {@code ECONNRESET}, {@code SocketException: Connection reset}.
   */
  RESET,

  /** Written to a connection that the peer had closed: {@code EPIPE}; on Windows ECONNABORTED. */
  BROKEN_PIPE,

  /**
   * The peer closed without the protocol's own good-bye: {@code EOFException} on a WebSocket
   * without a close frame, a request body cut short.
   */
  EOF,

  /** The kernel gave up on the peer: {@code ETIMEDOUT} after keep-alive or retransmission. */
  TIMED_OUT,

  /** The network said so: {@code EHOSTUNREACH}, {@code ENETUNREACH}. */
  UNREACHABLE,

  /** Tomcat gave up: {@code SocketTimeoutException} of its own read or write timeout. */
  STALLED,

  /** The client reset one HTTP/2 stream (RST_STREAM, RFC 9113 section 6.4). */
  STREAM_RESET,

  /** The HTTP/2 connection under the stream went away. */
  CONNECTION_CLOSED,

  /** TLS ended without {@code close_notify} (RFC 8446 section 6.1). */
  TLS_TRUNCATED,

  /** A ping of ours was not answered: a half-open connection. */
  HEARTBEAT_LOST,

  /**
   * Tomcat itself calls it a client abort and nothing says more: {@code ClientAbortException} with
   * no cause, or an operating system's message in a language that is not known.
   */
  ABORTED
}
