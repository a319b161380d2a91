package io.hangup.internal.logging;

/** Who says something in a log record, and of what. */
enum Speaker {
  /**
   * The container or a framework says that a request, a message or a callback has failed: it speaks
   * of the client that this one belongs to, whosever exception the record carries.
   */
  REQUEST,

  /** The container says that a connection has failed: it speaks of the exception's own. */
  CONNECTION,

  /** The application says something in words of its own, about the exception that it logs. */
  APPLICATION
}
