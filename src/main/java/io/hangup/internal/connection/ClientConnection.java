package io.hangup.internal.connection;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * This server's connection to one client, seen by whoever classifies a failure on it.
 * Implementations are read on the thread that logs the failure and must not block.
 */
public interface ClientConnection {

  /**
   * Whether the container recorded this very object, or a throwable that has it as a cause, as the
   * failure of this connection.
   */
  boolean recorded(Throwable failure);

  /**
   * Whether it is on record that this connection's client has gone: by the container, or because it
   * has been reported.
   */
  default boolean isDisconnected() {
    return false;
  }

  /**
   * Whether {@code failure} was recorded for this connection though it is known to be another's:
   * then this client has not gone, and what it gets is a real error.
   */
  default boolean isAnothers(Throwable failure) {
    return false;
  }

  /**
   * Whether a message of Tomcat's own, of a failure that is known to be some client's, says that it
   * is this connection's or stream's.
   */
  default boolean isNamedIn(String message) {
    return false;
  }

  /** The protocol that is spoken on the connection. */
  Protocol protocol();

  /**
   * How the client ended the stream of HTTP/2 on which the request came: {@link Kind#STREAM_RESET}
   * or {@link Kind#CONNECTION_CLOSED}; null where it has not, or where that is not known.
   */
  default @Nullable Kind streamEnd() {
    return null;
  }

  /**
   * Whether the kernel had reported the connection's end before anything else failed on it: a write
   * that waits on may fail with a timeout.
   */
  default boolean followsLoss() {
    return false;
  }

  /**
   * Whether this server, and not the client, is known to have ended the connection or stream, as it
   * does when a connector is stopped. A channel that is found closed proves nothing then.
   */
  default boolean isClosedByServer() {
    return false;
  }

  /**
   * Whether the connector that it came over has been stopped, and no more than an end had been read
   * before: that may be the client's answer to the server's own end.
   */
  default boolean isStopped() {
    return false;
  }

  /** Whether the connection runs over TLS. */
  boolean secure();

  /**
   * The class loader of the web application that it is connected to; null where it is not known.
   */
  @Nullable ClassLoader webappLoader();

  /**
   * What the server was doing when it failed, as the place shows in which the container recorded
   * the failure whose root is {@code root}; null where only a stack trace says it.
   */
  default @Nullable Phase recordedPhase(@Nullable Throwable root) {
    return null;
  }

  /** What the server does on the connection where a failure does not say. */
  default Phase presumedPhase() {
    return Phase.READ;
  }

  /** Who is at the other end. */
  Client client();

  /**
   * How long ago the request began; null where that is not known, and for a session, whose client
   * says it.
   */
  default @Nullable Duration elapsed() {
    return null;
  }

  /** The disconnect {@code found}, which is known now to be this connection's. */
  default Disconnect attribute(Disconnect found) {
    return found.of(client(), secure());
  }

  /**
   * What the connection's end is reported as, where that is found to be {@code later}: the first
   * failure that explained it.
   */
  default Disconnect first(Disconnect later) {
    return later;
  }

  /**
   * The first failure that explained the connection's end, as far as one has; else {@code found}.
   * Nothing is noted: {@code found} may be what this server's own closing has led to.
   */
  default Disconnect known(Disconnect found) {
    return found;
  }

  /**
   * Notes that the connection's end has been reported as {@code disconnect}.
   *
   * @return true the first time, false ever after: a connection ends once
   */
  boolean markReported(Disconnect disconnect);
}
