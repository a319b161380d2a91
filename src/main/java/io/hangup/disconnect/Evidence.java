package io.hangup.disconnect;

/**
 * Why a failure is known to be one of this server's connection to a client. The text of a message
 * is never evidence.
 */
public enum Evidence {
  /** The container recorded the same object as the failure of this client's connection. */
  IDENTITY,

  /** A link of the cause chain is of a type that only Tomcat's server side throws for this. */
  OWNED_TYPE,

  /** The I/O failure was created in Tomcat's server-side socket code, as its frames say. */
  ORIGIN,

  /**
   * The container's own code refused to act on a response, request or session whose disconnect was
   * already on record: part of that disconnect, never one of its own.
   */
  FOLLOW_UP,

  /** No throwable at all: the state of a socket, a stream or a file shows it. */
  STATE
}
