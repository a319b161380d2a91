package io.hangup.internal.tomcat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is used of Tomcat past its public API, and what cannot be done without it: all that differs
 * by version. The declarations are those of every Tomcat that is claimed, as far as its class or
 * one above it has them; only some Tomcats have those that are for {@code IF_THERE}.
 */
public enum TomcatMember {
  PROCESSOR(Purpose.CONNECTION, "org.apache.coyote.Request", "ActionHook hook"),
  SET_HOOK(Purpose.LISTENER, "org.apache.coyote.Request", "void setHook(ActionHook)"),
  SET_RESPONSE_HOOK(Purpose.LISTENER, "org.apache.coyote.Response", "void setHook(ActionHook)"),
  SOCKET(
      Purpose.CONNECTION,
      "org.apache.coyote.AbstractProcessor",
      "SocketWrapperBase getSocketWrapper()"),
  REQUEST_THREAD(Purpose.LISTENER, "org.apache.coyote.Request", "boolean isRequestThread()"),
  REQUEST_ERROR(Purpose.RECORD, "org.apache.coyote.Request", "Exception getErrorException()"),
  RESPONSE_ERROR(Purpose.RECORD, "org.apache.coyote.Response", "Exception getErrorException()"),
  SOCKET_ERROR(
      Purpose.RECORD, "org.apache.tomcat.util.net.SocketWrapperBase", "IOException getError()"),
  UPGRADED_INPUT(
      Purpose.UPGRADE,
      "org.apache.coyote.http11.upgrade.UpgradeProcessorExternal",
      "UpgradeServletInputStream upgradeServletInputStream"),
  UPGRADED_INPUT_CLOSED(
      Purpose.UPGRADE,
      "org.apache.coyote.http11.upgrade.UpgradeServletInputStream",
      "boolean closed"),
  UNIX_SOCKET(
      Purpose.PEER, "org.apache.tomcat.util.net.NioEndpoint", "String unixDomainSocketPath"),
  STREAM(Purpose.STREAM, "org.apache.coyote.http2.StreamProcessor", "Stream stream"),
  STREAM_HANDLER(
      Purpose.STREAM, "org.apache.coyote.http2.StreamProcessor", "Http2UpgradeHandler handler"),
  STREAM_ERROR(Purpose.STREAM, "org.apache.coyote.http2.StreamException", "Http2Error getError()"),
  STREAM_TRAILERS(
      Purpose.STREAM, "org.apache.coyote.http2.Stream", "boolean isTrailerFieldsSupported()"),
  STREAM_STATES(Purpose.STREAM, "org.apache.coyote.http2.Stream", "StreamStateMachine state"),
  STREAM_STATE(Purpose.STREAM, "org.apache.coyote.http2.StreamStateMachine", "State state"),
  STREAM_CONNECTION_ID(
      Purpose.STREAM, "org.apache.coyote.http2.Stream", "String getConnectionId()"),
  STREAM_ID(Purpose.STREAM, "org.apache.coyote.http2.Stream", "Integer getIdentifier()"),
  STREAM_CONNECTION_STATE(
      Purpose.STREAM,
      "org.apache.coyote.http2.Http2UpgradeHandler",
      "AtomicReference connectionState"),
  STREAM_LEFT_ACTIVE(
      Purpose.STREAM_OVERHEAD,
      "org.apache.coyote.http2.Stream",
      "AtomicBoolean removedFromActiveCount"),
  STREAM_OVERHEAD(
      Purpose.STREAM_OVERHEAD,
      "org.apache.coyote.http2.Http2UpgradeHandler",
      "AtomicLong overheadCount"),
  FILE_OF_HTTP1(
      Purpose.FILE, "org.apache.coyote.http11.Http11Processor", "SendfileDataBase sendfileData"),
  FILE_OF_STREAM(
      Purpose.FILE, "org.apache.coyote.http2.StreamProcessor", "SendfileData sendfileData"),
  FILE_LEFT(Purpose.FILE, "org.apache.coyote.http2.SendfileData", "long left"),
  FILE_CHANNEL(
      Purpose.FILE_FAILURE,
      "org.apache.tomcat.util.net.NioEndpoint$SendfileData",
      "FileChannel fchannel"),
  UPGRADE(
      Purpose.SESSION,
      "org.apache.tomcat.websocket.server.WsHttpUpgradeHandler",
      "void preInit(ServerEndpointConfig, WsServerContainer, WsHandshakeRequest, List, String,"
          + " Transformation, Map, boolean)"),
  UPGRADED(
      Purpose.SESSION,
      "org.apache.tomcat.websocket.server.WsHttpUpgradeHandler",
      "void setSocketWrapper(SocketWrapperBase)"),
  ANNOTATED_ENDPOINT(
      Purpose.SESSION,
      "org.apache.tomcat.websocket.pojo.PojoEndpointServer",
      "PojoEndpointServer(Map, Object)"),
  CONFIGURATOR(
      Purpose.SESSION,
      "org.apache.tomcat.websocket.server.DefaultServerEndpointConfigurator",
      "DefaultServerEndpointConfigurator()"),
  HTTP_SESSION(
      Purpose.SESSION, "org.apache.tomcat.websocket.WsSession", "String getHttpSessionId()"),
  CLOSE(
      Purpose.SESSION,
      "org.apache.tomcat.websocket.WsSession",
      "void doClose(CloseReason, CloseReason, boolean)"),
  REMOTE(
      Purpose.PING,
      "org.apache.tomcat.websocket.WsSession",
      "WsRemoteEndpointImplBase wsRemoteEndpoint"),
  SENDING(
      Purpose.PING,
      "org.apache.tomcat.websocket.WsRemoteEndpointImplBase",
      "Semaphore messagePartInProgress"),
  LAST_READ(Purpose.PING, "org.apache.tomcat.websocket.WsSession", "long lastActiveRead"),
  LAST_WRITTEN(Purpose.PING, "org.apache.tomcat.websocket.WsSession", "long lastActiveWrite"),
  FRAMES(Purpose.PING, "org.apache.tomcat.websocket.WsSession", "WsFrameBase wsFrame"),
  READ_STATE(Purpose.PING, "org.apache.tomcat.websocket.WsFrameBase", "ReadState readState"),
  ENDPOINT(
      Purpose.PING,
      "org.apache.tomcat.util.net.SocketWrapperBase",
      "AbstractEndpoint getEndpoint()"),
  SEND_EXPIRY(
      Purpose.FORGOTTEN,
      "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer",
      "long timeoutExpiry"),
  SEND_TIMEOUTS(
      Purpose.FORGOTTEN,
      "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer",
      "WsWriteTimeout wsWriteTimeout"),
  SEND_HANDLER(
      Purpose.FORGOTTEN,
      "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer",
      "SendHandler handler"),
  SENDS_BY_EXPIRY(
      Purpose.FORGOTTEN, "org.apache.tomcat.websocket.server.WsWriteTimeout", "Set endpoints"),
  SEND_COMPLETION(
      Purpose.IF_THERE,
      "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer",
      "ReentrantLock writeCompletionLock"),
  PEER_ADDRESS(Purpose.IF_THERE, "org.apache.coyote.Request", "MessageBytes peerAddr()"),
  START_MILLIS(Purpose.IF_THERE, "org.apache.coyote.Request", "long startTime"),
  START_NANOS(Purpose.IF_THERE, "org.apache.coyote.Request", "long startTimeNanos"),
  START_INSTANT(Purpose.IF_THERE, "org.apache.coyote.Request", "Instant startInstant");

  private final Purpose purpose;
  private final String type;
  private final String declaration;

  @SuppressWarnings("ImmutableEnumChecker") // It changes nothing after it is found.
  private final @Nullable Member member;

  TomcatMember(Purpose purpose, String type, String declaration) {
    this.purpose = purpose;
    this.type = type;
    this.declaration = declaration;
    member = Member.find(type, declaration);
  }

  /**
   * The value of this field, or of this method without parameters, of {@code owner}; null where
   * {@code owner} has none, or this Tomcat.
   */
  public @Nullable Object read(@Nullable Object owner) {
    return member == null ? null : member.read(owner);
  }

  /** Calls this method of {@code owner}, if this Tomcat has it. */
  void call(Object owner, Object argument) {
    if (member != null) {
      member.call(owner, argument);
    }
  }

  /** Gives this field of {@code owner} a value; false where {@code owner} has none. */
  public boolean set(Object owner, Object value) {
    return member != null && member.set(owner, value);
  }

  /**
   * Gives this number of {@code owner} a lower value.
   *
   * @return false if it is none, or has changed meanwhile
   */
  public boolean lower(Object owner, long value) {
    return read(owner) instanceof Long known
        && known > value
        && member != null
        && member.compareAndSet(owner, known, value);
  }

  /** Gives this number of {@code owner} a higher value, unless it changes meanwhile. */
  public void raise(Object owner, long value) {
    if (read(owner) instanceof Long known && known < value && member != null) {
      member.compareAndSet(owner, known, value);
    }
  }

  /** Whether this Tomcat has it, and a call that is compiled will find it. */
  boolean isThere() {
    return member != null;
  }

  /** Whether WebSocket sessions can be watched here: an operator may have taken them out. */
  public static boolean canWatchSessions() {
    return Member.hasWebSocket() && !missingByPurpose().containsKey(Purpose.SESSION);
  }

  /**
   * What cannot be done with this Tomcat, in words for a log line; empty with those it is made for.
   */
  public static List<String> missing() {
    return missingByPurpose().entrySet().stream()
        .map(entry -> entry.getKey().words + " (no " + entry.getValue() + ")")
        .toList();
  }

  private static Map<Purpose, Collection<String>> missingByPurpose() {
    Map<Purpose, Collection<String>> missing = new EnumMap<>(Purpose.class);
    for (TomcatMember each : values()) {
      if (!each.isThere()
          && each.purpose != Purpose.IF_THERE
          && (Member.hasWebSocket() || !each.isOfWebSocket())) {
        missing
            .computeIfAbsent(each.purpose, purpose -> new ArrayList<>())
            .add(each.type + ": " + each.declaration);
      }
    }
    return missing;
  }

  private boolean isOfWebSocket() {
    return type.startsWith(Member.WEB_SOCKET);
  }

  private enum Purpose {
    CONNECTION("report asynchronous requests, nor files, nor whose an unattributed failure is"),
    LISTENER("say whose a failure is that an asynchronous request's listener logs"),
    RECORD("report every failure that Tomcat records and does not log"),
    UPGRADE("see that an application has closed a connection that it had upgraded"),
    PEER("distinguish a Unix domain socket from a client on this machine"),
    STREAM("see how a client ended a stream of HTTP/2 where no exception says it"),
    STREAM_OVERHEAD(
        "distinguish a stream of HTTP/2 that its client reset from one that ended with its connection, where"
            + " Tomcat ended that for too much overhead"),
    FILE("see that a file was not sent to its end"),
    FILE_FAILURE("say why a file was not sent to its end"),
    SESSION("watch WebSocket sessions, nor drop them"),
    PING("ping silent WebSocket clients safely"),
    FORGOTTEN(
        "distinguish a WebSocket's send that timed out from one that failed otherwise, nor say whose it was"),
    /** Some Tomcats have it, and the others do the same without. */
    IF_THERE("");

    private final String words;

    Purpose(String words) {
      this.words = words;
    }
  }
}
