package io.hangup.internal.classify;

import io.hangup.disconnect.Evidence;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The code in which Tomcat's server side creates the I/O failures of its connections to clients:
 * the table behind {@link Evidence#ORIGIN}. The first row that fits decides, exclusions come first.
 *
 * <p>Listening sockets, key stores and TLS configuration live in the same packages, and their
 * failures are real errors; so the table names classes, not packages. Tomcat's WebSocket client,
 * its JDBC pool and its cluster are not in it.
 */
final class OriginTable {
  private static final String NET = "org.apache.tomcat.util.net.";
  private static final String COYOTE = "org.apache.coyote.";
  private static final String WEBSOCKET = "org.apache.tomcat.websocket.server.";

  private static final String SENDER = "org.apache.tomcat.websocket.WsRemoteEndpointImplBase";

  private static final Set<String> EOF = Set.of(IoTypes.EOF);
  private static final Set<String> TIMEOUT = Set.of(IoTypes.SOCKET_TIMEOUT);
  private static final Set<String> PLAIN = Set.of(IoTypes.IO);

  /** The types that the table can exclude: of the others nobody need look at the frames for it. */
  private static final Set<String> EXCLUDED = Set.of(IoTypes.IO, IoTypes.SSL);

  /** The methods that unwrap what a client has sent. */
  private static final Set<String> UNWRAPPING = Set.of("read", "unwrap", "completed");

  private static final List<Row> ROWS =
      List.of(
          // The application interrupted its own thread (NioChannel, SecureNioChannel).
          Row.never(NET, "checkInterruptStatus", PLAIN),
          // Refused or malformed handshakes, plain HTTP on a TLS port, bytes left at the end.
          Row.never(NET + "SecureNio", "handshake", PLAIN),
          Row.never(NET + "SecureNio", "processSNI", PLAIN),
          Row.never(NET + "SecureNio", "rehandshake", PLAIN),
          Row.never(NET + "SecureNio", "close", PLAIN),
          // A malformed chunked body; a body that is larger than maxSwallowSize.
          Row.never(COYOTE + "http11.filters.", null, PLAIN),
          // Reading from a stream that the application closed itself (throwIfClosed, reset).
          Row.never("org.apache.catalina.connector.InputBuffer", null, PLAIN),
          // Writing to one, or more than the declared Content-Length, which closes it (Tomcat 11).
          Row.never("org.apache.catalina.connector.OutputBuffer", null, PLAIN),
          // Reads, writes and closes of accepted connections; TLS on top of them.
          Row.socket(NET + "NioChannel"),
          Row.socket(NET + "SecureNioChannel"),
          Row.socket(NET + "NioEndpoint$NioSocketWrapper"),
          Row.socket(NET + "Nio2Channel"),
          Row.socket(NET + "SecureNio2Channel"),
          Row.socket(NET + "Nio2Endpoint$Nio2SocketWrapper"),
          Row.socket(NET + "SocketWrapperBase"),
          // Tomcat 9 and 10.1 with the APR connector, and the NIO selector of early 9.0 versions.
          Row.socket(NET + "AprEndpoint$AprSocketWrapper"),
          Row.socket(NET + "NioBlockingSelector"),
          // The poller's own timeouts; its sendfile may fail on the file, which is no hang-up.
          Row.of(NET + "NioEndpoint$Poller", TIMEOUT),
          Row.of(NET + "AprEndpoint$Poller", TIMEOUT),
          // A request line, header or body cut short.
          Row.of(COYOTE + "http11.Http11InputBuffer", EOF),
          Row.of(COYOTE + "ajp.AjpProcessor", EOF),
          // HTTP/2: the connection's end, a stream's timeout, a RST_STREAM seen by a reader.
          Row.of(COYOTE + "http2.Http2UpgradeHandler", EOF),
          Row.of(COYOTE + "http2.Http2AsyncUpgradeHandler", EOF),
          Row.of(COYOTE + "http2.StreamProcessor", TIMEOUT),
          Row.method(COYOTE + "http2.Stream$", "doRead", PLAIN),
          Row.method(COYOTE + "http2.Stream$", "isReadyForRead", PLAIN),
          Row.method(COYOTE + "http2.Stream$", "receiveReset", PLAIN),
          // The end of the stream in place of a frame; a blocking send that timed out.
          Row.of(WEBSOCKET + "WsFrameServer", EOF),
          Row.of(WEBSOCKET + "WsRemoteEndpointImplServer", TIMEOUT));

  /**
   * JDK code that socket and TLS channels run through. The JDK's own clients ({@code java.net},
   * {@code sun.net}, {@code jdk.internal.net}, the OCSP client in {@code sun.security.provider})
   * are not among it, so that a failure of theirs below Tomcat's frames is not taken for a
   * client's.
   */
  private static final List<String> CHANNEL_CODE =
      List.of(
          "sun.nio.ch.",
          "java.nio.",
          "sun.security.ssl.",
          "javax.net.ssl.",
          "java.lang.",
          "java.io.",
          "java.util.",
          "java.security.",
          "jdk.internal.misc.",
          "jdk.internal.reflect.");

  private OriginTable() {}

  /** Whether {@code link} is an I/O failure that was created in the code of this table. */
  static boolean created(ThrowableView link) {
    return link.verdict(OriginTable::judge) == OriginVerdict.CREATED;
  }

  /**
   * Whether a server's blocking send wraps {@code link}'s cause, which the JDK's own threads made.
   * Tomcat's client wraps what its {@code Future} gave it, an {@code ExecutionException}.
   */
  static boolean wrappedBySend(ThrowableView link) {
    ThrowableView cause = link.cause();
    return cause != null
        && link.type().equals(IoTypes.IO)
        && link.isCreatedIn(SENDER)
        && link.frames().get(0).getMethodName().startsWith("sendMessageBlock")
        && IoTypes.contains(cause)
        && isOfChannel(cause.frames());
  }

  /** Whether nothing but channel code of the JDK's is in the frames of {@code link}. */
  static boolean isOfChannelAlone(ThrowableView link) {
    return isOfChannel(link.frames());
  }

  /** The frame that is not the JDK's channel code; null where there is none. */
  static @Nullable StackTraceElement creatorOf(ThrowableView link) {
    List<StackTraceElement> frames = link.frames();
    int creator = creator(frames);
    return creator == frames.size() ? null : frames.get(creator);
  }

  private static boolean isOfChannel(List<StackTraceElement> frames) {
    return creator(frames) == frames.size()
        && frames.stream().anyMatch(frame -> frame.getClassName().startsWith("sun.nio.ch."));
  }

  /** Whether the table says of {@code link} that it is no hang-up, whoever recorded it. */
  static boolean excludes(ThrowableView link) {
    return EXCLUDED.contains(link.type())
        && link.verdict(OriginTable::judge) == OriginVerdict.EXCLUDED;
  }

  /** What the table says of {@code link}; see {@link ThrowableView#verdict}. */
  private static OriginVerdict judge(ThrowableView link) {
    if (link.type().equals(IoTypes.STATE)) {
      return isKilledChannel(link.frames()) ? OriginVerdict.CREATED : OriginVerdict.NOTHING;
    }
    return IoTypes.contains(link) ? judgeIo(link) : OriginVerdict.NOTHING;
  }

  private static OriginVerdict judgeIo(ThrowableView link) {
    List<StackTraceElement> frames = link.frames();
    int creator = creator(frames);
    if (link.type().equals(IoTypes.SSL) && !closedWithoutNotify(frames.subList(0, creator))) {
      return OriginVerdict.EXCLUDED;
    }
    if (AprStatus.made(link) && AprStatus.isAmbiguous(link.message())) {
      return OriginVerdict.EXCLUDED;
    }
    if (isFailedUnwrap(link) && !namesClosed(link)) {
      return OriginVerdict.EXCLUDED;
    }
    if (creator == frames.size()) {
      return OriginVerdict.NOTHING;
    }
    if (link.type().equals(IoTypes.SOCKET_TIMEOUT) && isServerSessionsClose(frames)) {
      return OriginVerdict.CREATED;
    }
    for (Row row : ROWS) {
      if (row.fits(link.type(), frames.get(creator), creator == 0)) {
        return row.evidence ? OriginVerdict.CREATED : OriginVerdict.EXCLUDED;
      }
    }
    return OriginVerdict.NOTHING;
  }

  /** Whether Tomcat itself gave up on what came over TLS. */
  static boolean isFailedUnwrap(ThrowableView link) {
    List<StackTraceElement> frames = link.frames();
    return link.type().equals(IoTypes.IO)
        && !frames.isEmpty()
        && frames.get(0).getClassName().startsWith(NET + "SecureNio")
        && UNWRAPPING.contains(frames.get(0).getMethodName());
  }

  /**
   * Whether nothing more can be unwrapped because of a {@code close_notify}; the status is an
   * enum's name, in any language. Where it is not named the client is there, as in a flood of
   * handshake messages: here, as of APR's numbers, text can only make a failure stay.
   */
  private static boolean namesClosed(ThrowableView link) {
    String message = link.message();
    return message != null && message.contains("CLOSED");
  }

  /** Tomcat's NIO2 code used a channel that the JDK has killed, as it does after a timeout. */
  private static boolean isKilledChannel(List<StackTraceElement> frames) {
    int creator = creator(frames);
    if (creator == 0 || creator == frames.size()) {
      return false;
    }
    String user = frames.get(creator).getClassName();
    return frames.get(0).getClassName().equals("sun.nio.ch.AsynchronousSocketChannelImpl")
        && (user.equals(NET + "Nio2Channel") || user.equals(NET + "SecureNio2Channel"));
  }

  /**
   * A good-bye that could not wait for the message before it. {@code WsRemoteEndpointImplBase} made
   * it, which Tomcat's client uses too: the server's upgrade handler must have asked for it.
   */
  private static boolean isServerSessionsClose(List<StackTraceElement> frames) {
    boolean closes = false;
    for (StackTraceElement frame : frames) {
      if (!frame.getClassName().startsWith("org.apache.tomcat.websocket.")) {
        return false;
      }
      closes |= frame.getMethodName().equals("sendCloseMessage");
      if (frame.getClassName().startsWith(WEBSOCKET + "WsHttpUpgradeHandler")) {
        return closes;
      }
    }
    return false;
  }

  /**
   * {@code SSLEngine.closeInbound()} is where the JDK finds that {@code close_notify} is missing.
   */
  private static boolean closedWithoutNotify(List<StackTraceElement> jdkFrames) {
    return jdkFrames.stream().anyMatch(frame -> frame.getMethodName().equals("closeInbound"));
  }

  /** The index of the first frame that is not the JDK's channel code; the size if there is none. */
  private static int creator(List<StackTraceElement> frames) {
    int index = 0;
    while (index < frames.size() && isChannelCode(frames.get(index).getClassName())) {
      index++;
    }
    return index;
  }

  /** A file's channel is not a socket's: sendfile uses both. */
  private static boolean isChannelCode(String className) {
    // Asked for nearly every frame of every failure: no stream.
    for (String prefix : CHANNEL_CODE) {
      if (className.startsWith(prefix)) {
        return !className.startsWith("sun.nio.ch.FileChannel");
      }
    }
    return false;
  }

  /**
   * One row: failures of {@code types} (null: all of {@link IoTypes}) that classes starting with
   * {@code prefix} create, in {@code method} if one is named.
   */
  private record Row(
      String prefix, @Nullable String method, @Nullable Set<String> types, boolean evidence) {

    static Row socket(String prefix) {
      return new Row(prefix, null, null, true);
    }

    static Row of(String prefix, Set<String> types) {
      return new Row(prefix, null, types, true);
    }

    static Row method(String prefix, String method, Set<String> types) {
      return new Row(prefix, method, types, true);
    }

    static Row never(String prefix, @Nullable String method, Set<String> types) {
      return new Row(prefix, method, types, false);
    }

    /** An exclusion is about what Tomcat itself throws, not about what the JDK throws below it. */
    boolean fits(String type, StackTraceElement creator, boolean direct) {
      return creator.getClassName().startsWith(prefix)
          && (method == null || method.equals(creator.getMethodName()))
          && (types == null || types.contains(type))
          && (evidence || direct);
    }
  }
}
