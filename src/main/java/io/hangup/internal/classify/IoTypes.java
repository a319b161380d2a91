package io.hangup.internal.classify;

import java.util.Set;

/**
 * The exact types of I/O failure that can be a disconnect. A subclass is none: an application's own
 * is the application's, and {@code BindException} or {@code ConnectException} are about other
 * sockets.
 */
final class IoTypes {
  static final String IO = "java.io.IOException";
  static final String SOCKET = "java.net.SocketException";
  static final String EOF = "java.io.EOFException";
  static final String SOCKET_TIMEOUT = "java.net.SocketTimeoutException";
  static final String CHANNEL_TIMEOUT = "java.nio.channels.InterruptedByTimeoutException";
  static final String CLOSED = "java.nio.channels.ClosedChannelException";
  static final String CLOSED_MEANWHILE = "java.nio.channels.AsynchronousCloseException";

  /** Tomcat's NIO2 code gets this from the JDK: a channel is not written to after a timeout. */
  static final String STATE = "java.lang.IllegalStateException";

  static final String SSL = "javax.net.ssl.SSLException";

  private static final Set<String> ALL =
      Set.of(IO, SOCKET, EOF, SOCKET_TIMEOUT, CHANNEL_TIMEOUT, CLOSED, CLOSED_MEANWHILE, SSL);

  private IoTypes() {}

  static boolean contains(ThrowableView link) {
    return ALL.contains(link.type());
  }
}
