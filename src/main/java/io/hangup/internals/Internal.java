package io.hangup.internals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is read from Tomcat past its public API, and what cannot be done without it. The names are
 * those of Tomcat 9.0 to 11.0.
 */
enum Internal {
  PROCESSOR(Purpose.CONNECTION, "org.apache.coyote.Request", "hook"),
  SOCKET(Purpose.CONNECTION, "org.apache.coyote.AbstractProcessor", "getSocketWrapper"),
  STREAM(Purpose.STREAM, "org.apache.coyote.http2.StreamProcessor", "stream"),
  STREAM_HANDLER(Purpose.STREAM, "org.apache.coyote.http2.StreamProcessor", "handler"),
  STREAM_COMPLETE(Purpose.STREAM, "org.apache.coyote.http2.Stream", "isTrailerFieldsSupported"),
  STREAM_STATES(Purpose.STREAM, "org.apache.coyote.http2.AbstractNonZeroStream", "state"),
  STREAM_STATE(Purpose.STREAM, "org.apache.coyote.http2.StreamStateMachine", "getCurrentStateName"),
  STREAM_CONNECTION_ID(Purpose.STREAM, "org.apache.coyote.http2.AbstractStream", "getConnectionId"),
  STREAM_ID(Purpose.STREAM, "org.apache.coyote.http2.AbstractStream", "getIdAsString"),
  STREAM_CONNECTION_STATE(
      Purpose.STREAM, "org.apache.coyote.http2.Http2UpgradeHandler", "connectionState"),
  FILE_OF_STREAM(Purpose.FILE, "org.apache.coyote.http2.StreamProcessor", "sendfileData"),
  FILE_LEFT(Purpose.FILE, "org.apache.coyote.http2.SendfileData", "left"),
  REMOTE(Purpose.PING, "org.apache.tomcat.websocket.WsSession", "wsRemoteEndpoint"),
  SENDING(
      Purpose.PING,
      "org.apache.tomcat.websocket.WsRemoteEndpointImplBase",
      "messagePartInProgress"),
  LAST_READ(Purpose.PING, "org.apache.tomcat.websocket.WsSession", "lastActiveRead"),
  FRAMES(Purpose.PING, "org.apache.tomcat.websocket.WsSession", "wsFrame"),
  READ_STATE(Purpose.PING, "org.apache.tomcat.websocket.WsFrameBase", "readState"),
  ENDPOINT(Purpose.PING, "org.apache.tomcat.util.net.SocketWrapperBase", "getEndpoint"),
  SEND_EXPIRY(
      Purpose.FORGOTTEN,
      "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer",
      "timeoutExpiry");

  private static final String WEB_SOCKET = "org.apache.tomcat.websocket.";

  private final Purpose purpose;
  private final String type;
  private final String member;

  Internal(Purpose purpose, String type, String member) {
    this.purpose = purpose;
    this.type = type;
    this.member = member;
  }

  /** What cannot be done with the Tomcat that {@code loader} sees, in words for a log line. */
  static List<String> missing(ClassLoader loader) {
    boolean hasWebSocket = isThere(loader, WEB_SOCKET + "server.WsServerContainer");
    Map<Purpose, Collection<String>> missing = new TreeMap<>();
    for (Internal each : values()) {
      boolean isTakenOut = !hasWebSocket && each.type.startsWith(WEB_SOCKET);
      if (!isTakenOut && !each.isThere(loader)) {
        missing
            .computeIfAbsent(each.purpose, purpose -> new ArrayList<>())
            .add(each.type + "." + each.member);
      }
    }
    return missing.entrySet().stream()
        .map(entry -> entry.getKey().words + " (no " + entry.getValue() + ")")
        .toList();
  }

  private boolean isThere(ClassLoader loader) {
    try {
      Class<?> owner = Class.forName(type, false, loader);
      return List.of(owner.getDeclaredFields()).stream()
              .anyMatch(field -> field.getName().equals(member))
          || List.of(owner.getDeclaredMethods()).stream()
              .anyMatch(
                  method -> method.getName().equals(member) && method.getParameterCount() == 0);
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static boolean isThere(ClassLoader loader, String type) {
    try {
      Class.forName(type, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private enum Purpose {
    CONNECTION("tell of asynchronous requests, nor of files, nor whose an unattributed failure is"),
    STREAM("see how a client ended a stream of HTTP/2 where no exception says it"),
    FILE("see that a file was not sent to its end over HTTP/2"),
    PING("ping silent WebSocket clients safely"),
    FORGOTTEN("tell a WebSocket's send that timed out from one that failed otherwise");

    private final String words;

    Purpose(String words) {
      this.words = words;
    }
  }
}
