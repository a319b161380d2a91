package io.hangup.internal.classify;

import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.ClientConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads kind, phase and protocol off a chain that is already known to be a disconnect. Only here
 * does text count, and only to choose among kinds; elsewhere it can be a reason to doubt.
 */
final class DisconnectDescriber {
  private static final String NET = "org.apache.tomcat.util.net.";
  private static final String WEBSOCKET = "org.apache.tomcat.websocket.";

  /** Every request of an application with endpoints passes through it. */
  private static final String WEBSOCKET_FILTER = WEBSOCKET + "server.WsFilter";

  private static final String TLS = NET + "SecureNio";

  /** Where a thread begins with an event; with NIO2 it may be in the middle of another one. */
  private static final String EVENT = NET + "SocketProcessorBase";

  /** What the application sends with; Tomcat's own good-bye does not come through it. */
  private static final String PUBLIC_SENDER = WEBSOCKET + "WsRemoteEndpointBasic";

  /** The JDK's code and Tomcat's. */
  private static final List<String> CONTAINER =
      List.of("java.", "javax.", "jdk.", "sun.", "org.apache.");

  private DisconnectDescriber() {}

  /**
   * The kind, from the deepest link that says something; of a stream of HTTP/2, the connection
   * knows better what ended it.
   *
   * @param its the connection that the disconnect is known to be of, or null
   */
  static Kind kind(List<ThrowableView> chain, Protocol protocol, @Nullable ClientConnection its) {
    Kind kind = kind(chain, protocol);
    if (protocol != Protocol.H2) {
      return kind;
    }
    if (!isOfStream(kind, chain)) {
      boolean late = isTimeoutOfSocket(chain) && its != null && its.followsLoss();
      return late ? Kind.CONNECTION_CLOSED : kind;
    }
    if (Links.any(chain, DisconnectDescriber::isCloseOfConnection)) {
      return Kind.CONNECTION_CLOSED;
    }
    Kind end = its == null ? null : its.streamEnd();
    return end == null ? kind : end;
  }

  /**
   * Whether {@code chain} says no more than that a channel or a stream was closed, by whomever.
   * What the kernel said of the peer, and a timeout that nothing but time can have caused, says
   * more. To write to an end is to write to a channel of Tomcat's that is closed: the kernel has
   * other words for it.
   */
  static boolean isOnlyClosed(List<ThrowableView> chain) {
    Kind kind = kind(chain, Protocol.HTTP_1_1);
    return kind == Kind.ABORTED
        || isOfStream(kind, chain)
        || (kind == Kind.EOF && phase(chain) == Phase.WRITE);
  }

  /** Whether {@code chain} says that the peer sends no more. */
  static boolean isEnd(List<ThrowableView> chain) {
    return kind(chain, Protocol.HTTP_1_1) == Kind.EOF;
  }

  /** Whether {@code chain} came out of sending a close frame, by whomever it was asked for. */
  static boolean isGoodByeOfWebSocket(List<ThrowableView> chain) {
    return chain.stream()
        .flatMap(link -> link.frames().stream())
        .anyMatch(
            frame ->
                frame.getMethodName().equals("sendCloseMessage")
                    && frame.getClassName().equals(WEBSOCKET + "WsSession"));
  }

  /** Whether the socket gave up: it had recorded that, and no loss, if that had come first. */
  private static boolean isTimeoutOfSocket(List<ThrowableView> chain) {
    String root = chain.get(chain.size() - 1).type();
    return root.equals(IoTypes.SOCKET_TIMEOUT) || root.equals(IoTypes.CHANNEL_TIMEOUT);
  }

  /** Whether {@code chain} says that the peer, or the way to it, has gone. */
  static boolean isLoss(List<ThrowableView> chain) {
    return switch (kind(chain, Protocol.HTTP_1_1)) {
      case RESET, BROKEN_PIPE, EOF, TIMED_OUT, UNREACHABLE -> true;
      default -> false;
    };
  }

  /** Whether {@code kind} says no more than that a stream has come to its end. */
  private static boolean isOfStream(Kind kind, List<ThrowableView> chain) {
    return kind == Kind.STREAM_RESET
        || (kind == Kind.STALLED && Links.any(chain, DisconnectTypes::mayBeWoken));
  }

  /** Whether {@code Http2UpgradeHandler.close()} reset the stream, with the connection. */
  private static boolean isCloseOfConnection(ThrowableView link) {
    return link.type().equals(IoTypes.IO)
        && link.frames().stream()
            .limit(3)
            .anyMatch(
                frame ->
                    frame.getClassName().equals("org.apache.coyote.http2.Http2UpgradeHandler")
                        && frame.getMethodName().equals("close"));
  }

  private static Kind kind(List<ThrowableView> chain, Protocol protocol) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      Kind kind = kind(chain.get(i));
      if (kind != null) {
        return protocol == Protocol.H2 ? ofConnection(kind) : kind;
      }
    }
    return protocol == Protocol.H2 ? Kind.STREAM_RESET : Kind.ABORTED;
  }

  private static @Nullable Kind kind(ThrowableView link) {
    return switch (link.type()) {
      case IoTypes.EOF -> Kind.EOF;
      case IoTypes.SOCKET_TIMEOUT, IoTypes.CHANNEL_TIMEOUT -> Kind.STALLED;
      case IoTypes.SSL -> Kind.TLS_TRUNCATED;
      case IoTypes.CLOSED, IoTypes.CLOSED_MEANWHILE -> Kind.ABORTED;
      case IoTypes.IO, IoTypes.SOCKET -> {
        Kind named =
            AprStatus.made(link)
                ? AprStatus.kind(link.message())
                : OsErrorMessages.kind(link.message());
        yield named == null && OriginTable.isFailedUnwrap(link) ? Kind.EOF : named;
      }
      case IoTypes.STATE -> OriginTable.created(link) ? Kind.STALLED : null;
      case DisconnectTypes.STREAM_EXCEPTION ->
          DisconnectTypes.gaveUp(link) ? Kind.STALLED : Kind.STREAM_RESET;
      default -> null;
    };
  }

  /** Under a stream of HTTP/2, the end of the TCP connection in whatever way is one thing. */
  private static Kind ofConnection(Kind kind) {
    return switch (kind) {
      case RESET, BROKEN_PIPE, EOF, ABORTED -> Kind.CONNECTION_CLOSED;
      default -> kind;
    };
  }

  /** The phase, from the deepest link whose frames say something; null if none does. */
  static @Nullable Phase phase(List<ThrowableView> chain) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      Phase phase = phase(chain.get(i));
      if (phase == null && kind(chain.get(i)) == Kind.EOF) {
        // Nothing but a read finds the end, on whichever occasion it is reported.
        return Phase.READ;
      }
      if (phase != null) {
        return phase;
      }
    }
    return null;
  }

  private static @Nullable Phase phase(ThrowableView link) {
    Phase innermost = null;
    Phase negotiating = null;
    for (StackTraceElement frame : link.frames()) {
      String className = frame.getClassName();
      if (!isContainers(className) || className.equals(EVENT)) {
        // What the application was doing, such as answering a close, is not what the server did.
        break;
      }
      if (className.startsWith(NET) || className.startsWith(WEBSOCKET)) {
        if (negotiating == null) {
          negotiating = negotiation(frame.getMethodName());
        } else if (negotiating == Phase.CLOSE && className.equals(PUBLIC_SENDER)) {
          // The close of a session whose message could not be sent.
          return Phase.WRITE;
        }
      }
      if (innermost == null) {
        innermost = direction(frame.getMethodName());
      }
    }
    return negotiating == null ? innermost : negotiating;
  }

  /** To read or write for the sake of a handshake or a good-bye is a phase of its own. */
  private static @Nullable Phase negotiation(String method) {
    if (method.equals("checkClosed")) {
      // What was to be done is in the frames below.
      return null;
    }
    if (method.contains("close") || method.contains("Close")) {
      return Phase.CLOSE;
    }
    return method.contains("andshake") || method.equals("processSNI") ? Phase.HANDSHAKE : null;
  }

  private static boolean isContainers(String className) {
    // Asked for nearly every frame of every disconnect: no stream.
    for (String prefix : CONTAINER) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Writing first: {@code isReadyForWrite} is not about reading. */
  private static @Nullable Phase direction(String method) {
    if (method.startsWith("write") || method.contains("Write") || method.contains("lush")) {
      return Phase.WRITE;
    }
    if (method.startsWith("read") || method.contains("Read") || method.startsWith("fill")) {
      return Phase.READ;
    }
    return null;
  }

  /**
   * Whether code made the failure that does nothing but write to a WebSocket, and whose frames do
   * not say so: the end of a vectored operation, the poller's timeout (a WebSocket has none for
   * reading), and the timeout of an asynchronous send.
   */
  static boolean isWebSocketWriter(List<ThrowableView> chain) {
    return chain.stream()
        .flatMap(link -> link.frames().stream().limit(1))
        .map(StackTraceElement::getClassName)
        .anyMatch(
            name ->
                name.startsWith(NET + "SocketWrapperBase$Vectored")
                    || name.equals(NET + "NioEndpoint$Poller")
                    || name.equals(NET + "AprEndpoint$Poller")
                    || name.equals(WEBSOCKET + "server.WsRemoteEndpointImplServer"));
  }

  /**
   * The protocol that the frames show, of the deepest link that shows one: that is where it failed,
   * and to read the frames of one more link costs as much as all the rest. Null where none does.
   */
  static @Nullable Protocol protocol(List<ThrowableView> chain) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      Protocol shown = protocol(chain.get(i));
      if (shown != null) {
        return shown;
      }
    }
    return null;
  }

  /** The protocol that the frames of {@code link} show; null where they show none. */
  static @Nullable Protocol protocol(ThrowableView link) {
    Protocol found = null;
    for (StackTraceElement frame : link.frames()) {
      String className = frame.getClassName();
      if (className.startsWith(WEBSOCKET) && !className.equals(WEBSOCKET_FILTER)) {
        return Protocol.WEBSOCKET;
      }
      if (className.startsWith("org.apache.coyote.http2.")) {
        found = Protocol.H2;
      } else if (found == null && className.startsWith("org.apache.coyote.ajp.")) {
        found = Protocol.AJP;
      } else if (found == null && isOfHttp1(className)) {
        found = Protocol.HTTP_1_1;
      }
    }
    return found;
  }

  /** What has been upgraded is another protocol, which other frames may show. */
  private static boolean isOfHttp1(String className) {
    return className.startsWith("org.apache.coyote.http11.")
        && !className.startsWith("org.apache.coyote.http11.upgrade.");
  }

  /** Whether the frames show TLS: of the links from the deepest to that which shows a protocol. */
  static boolean secure(List<ThrowableView> chain) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      ThrowableView link = chain.get(i);
      if (showsTls(link)) {
        return true;
      }
      if (protocol(link) != null) {
        return false;
      }
    }
    return false;
  }

  private static boolean showsTls(ThrowableView link) {
    for (StackTraceElement frame : link.frames()) {
      String className = frame.getClassName();
      if (className.startsWith(TLS) || className.startsWith("sun.security.ssl.")) {
        return true;
      }
    }
    return false;
  }
}
