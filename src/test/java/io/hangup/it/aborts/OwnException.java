package io.hangup.it.aborts;

/** The application's own. */
public class OwnException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OwnException(String message, Throwable cause) {
    super(message, cause);
  }
}
