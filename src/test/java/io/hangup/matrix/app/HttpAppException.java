package io.hangup.matrix.app;

/** An exception of the application's own. */
class HttpAppException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HttpAppException(String message, Throwable cause) {
    super(message, cause);
  }
}
