package io.hangup.matrix.real;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What becomes of a failure. */
public enum Way {
  /** It is thrown as it came. */
  THROWN {
    @Override
    void show(Throwable failure) {
      throw Way.<RuntimeException>asItCame(failure);
    }
  },
  /** It is thrown in an {@link UncheckedIOException}, or whatever fits. */
  UNCHECKED {
    @Override
    void show(Throwable failure) {
      throw failure instanceof IOException io
          ? new UncheckedIOException(io)
          : new IllegalStateException(failure);
    }
  },
  /** It is thrown in the servlet API's exception, of which Tomcat logs the root cause alone. */
  SERVLET {
    @Override
    void show(Throwable failure) {
      throw Way.<RuntimeException>asItCame(new ServletException("Cannot serve", failure));
    }
  },
  /** It is thrown in an exception of the application's. */
  OWN {
    @Override
    void show(Throwable failure) {
      throw new BackendException(failure);
    }
  },
  /** The application logs it. */
  LOGGED {
    @Override
    void show(Throwable failure) {
      log.log(Level.SEVERE, "The backend failed", failure);
    }
  },
  /** The application prints it. */
  PRINTED {
    @Override
    void show(Throwable failure) {
      failure.printStackTrace();
    }
  };

  private static final Logger log = Logger.getLogger(Way.class.getName());

  /** Has {@code failure} seen; throws it where the way is to throw. */
  abstract void show(Throwable failure);

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T asItCame(Throwable failure) throws T {
    throw (T) failure;
  }

  private static final class BackendException extends RuntimeException {
    BackendException(Throwable cause) {
      super("The backend failed", cause);
    }
  }
}
