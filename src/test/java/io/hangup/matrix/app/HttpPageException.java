package io.hangup.matrix.app;

/** The exception that {@code web.xml} has an error page for. */
class HttpPageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HttpPageException(String message, Throwable cause) {
    super(message, cause);
  }
}
