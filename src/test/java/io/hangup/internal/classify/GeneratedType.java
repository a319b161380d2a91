package io.hangup.internal.classify;

import jakarta.servlet.ServletException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.InterruptedByTimeoutException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.CloseNowException;

/** A type of throwable that a link can be of, and what the design says of it. */
record GeneratedType(Standing standing, Function<String, Throwable> make) {

  /** What a throwable's being of a type says about it. */
  enum Standing {
    /** The JDK's for input and output: may be anybody's. */
    IO,
    /** Only Tomcat's server side throws it, when a client has gone. */
    OWNED,
    /** Never a hang-up. */
    ERROR,
    /** As ERROR, with methods that misbehave. */
    HOSTILE
  }

  private static final List<GeneratedType> JDK_IO =
      List.of(
          io(IOException::new),
          io(SocketException::new),
          io(EOFException::new),
          io(SocketTimeoutException::new),
          io(SSLException::new),
          io(message -> new ClosedChannelException()),
          io(message -> new AsynchronousCloseException()),
          io(message -> new InterruptedByTimeoutException()));

  private static final List<GeneratedType> OWNED =
      List.of(
          owned(ClientAbortException::new),
          owned(CloseNowException::new),
          stream(Standing.OWNED, "CANCEL"),
          stream(Standing.OWNED, "STREAM_CLOSED"));

  /** Types that an application may throw, or wrap another failure in. */
  private static final List<GeneratedType> WRAPPERS =
      List.of(
          error(RuntimeException::new),
          error(IllegalStateException::new),
          error(ServletException::new),
          error(ApplicationException::new),
          error(ApplicationIoException::new));

  private static final List<GeneratedType> ERRORS =
      List.of(
          error(NullPointerException::new),
          error(SQLException::new),
          error(Error::new),
          error(ConnectException::new),
          error(SSLHandshakeException::new),
          error(InterruptedException::new),
          error(message -> new ClosedByInterruptException()));

  private static final List<GeneratedType> TOMCATS_ERRORS =
      List.of(error(BadRequestException::new), stream(Standing.ERROR, "PROTOCOL_ERROR"));

  private static final List<GeneratedType> HOSTILE =
      IntStream.range(0, 60)
          .mapToObj(
              way ->
                  new GeneratedType(
                      Standing.HOSTILE, message -> new HostileException(message, way)))
          .toList();

  static List<GeneratedType> jdkIo() {
    return JDK_IO;
  }

  static List<GeneratedType> owned() {
    return OWNED;
  }

  static List<GeneratedType> wrappers() {
    return WRAPPERS;
  }

  static List<GeneratedType> errors() {
    return ERRORS;
  }

  static List<GeneratedType> tomcatsErrors() {
    return TOMCATS_ERRORS;
  }

  static List<GeneratedType> hostile() {
    return HOSTILE;
  }

  private static GeneratedType io(Function<String, Throwable> make) {
    return new GeneratedType(Standing.IO, make);
  }

  private static GeneratedType owned(Function<String, Throwable> make) {
    return new GeneratedType(Standing.OWNED, make);
  }

  private static GeneratedType error(Function<String, Throwable> make) {
    return new GeneratedType(Standing.ERROR, make);
  }

  private static GeneratedType stream(Standing standing, String error) {
    try {
      Class<?> errors = Class.forName("org.apache.coyote.http2.Http2Error");
      Field constant = errors.getField(error);
      Constructor<?> constructor =
          Class.forName("org.apache.coyote.http2.StreamException")
              .getDeclaredConstructor(String.class, errors, int.class);
      constant.setAccessible(true);
      constructor.setAccessible(true);
      Object value = constant.get(null);
      return new GeneratedType(standing, message -> made(constructor, message, value));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tomcat's type is not public. */
  private static Throwable made(Constructor<?> constructor, String message, Object error) {
    try {
      return (Throwable) constructor.newInstance(message, error, 1);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class ApplicationException extends RuntimeException {
    ApplicationException(String message) {
      super(message);
    }
  }

  private static final class ApplicationIoException extends IOException {
    ApplicationIoException(String message) {
      super(message);
    }
  }
}
