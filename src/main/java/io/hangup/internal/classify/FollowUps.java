package io.hangup.internal.classify;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.ClientConnection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat's own response, dispatcher, asynchronous and session code, and emitters of
 * frameworks, throw because the response, request or session is committed, unusable or closed: the
 * table behind {@link Evidence#FOLLOW_UP}. It says nothing by itself; where the client has gone, it
 * says that somebody acted on what was left.
 */
final class FollowUps {
  private static final String CONNECTOR = "org.apache.catalina.connector.";
  private static final String CORE = "org.apache.catalina.core.";
  private static final String WEBSOCKET = "org.apache.tomcat.websocket.";
  private static final String EMITTERS = "org.springframework.web.servlet.mvc.method.annotation.";
  private static final String SPRING_ASYNC = "org.springframework.web.context.request.async.";
  private static final String NOT_USABLE = SPRING_ASYNC + "AsyncRequestNotUsableException";
  private static final String RESPONSE =
      "StandardServletAsyncWebRequest$LifecycleHttpServletResponse";

  private static final String NPE = "java.lang.NullPointerException";

  /** In the frames of a thread that processes a request which is not over yet. */
  private static final String ADAPTER = CONNECTOR + "CoyoteAdapter";

  /** Code that throws on behalf of whoever calls it. */
  private static final Set<String> CHECKS = Set.of("org.springframework.util.Assert");

  private static final List<FollowUpRow> ROWS =
      List.of(
          // The response is committed, or its other kind of stream is in use already.
          FollowUpRow.http(
              CONNECTOR + "Response",
              Set.of(
                  "sendError",
                  "sendRedirect",
                  "reset",
                  "resetBuffer",
                  "setBufferSize",
                  "getOutputStream",
                  "getWriter")),
          FollowUpRow.http("org.apache.coyote.Response", Set.of("reset")),
          FollowUpRow.http(
              CONNECTOR + "ResponseFacade",
              Set.of(
                  "checkCommitted",
                  "sendError",
                  "sendRedirect",
                  "reset",
                  "resetBuffer",
                  "setBufferSize")),
          FollowUpRow.http(CONNECTOR + "Request", Set.of("doGetSession", "authenticate")),
          FollowUpRow.http(CORE + "ApplicationDispatcher", Set.of("forward", "doForward")),
          // The application ignores that the response is not ready, and never will be.
          FollowUpRow.http(CONNECTOR + "CoyoteOutputStream", Set.of("checkNonBlockingWrite")),
          // Tomcat has closed the response, as it does when a stream of HTTP/2 ends.
          FollowUpRow.of(IoTypes.IO, CONNECTOR + "OutputBuffer"),
          // The asynchronous request has been ended, or is being ended.
          FollowUpRow.http(CONNECTOR + "Request", Set.of("getAsyncContext")),
          FollowUpRow.http("org.apache.coyote.AsyncStateMachine", null),
          FollowUpRow.http(
              CORE + "AsyncContextImpl", Set.of("dispatch", "getRequest", "getResponse")),
          FollowUpRow.ended(IoTypes.STATE, CORE + "AsyncContextImpl", Set.of("check")),
          // The request is over: its objects have been recycled under the application's hands.
          FollowUpRow.ended(IoTypes.STATE, CONNECTOR + "ResponseFacade", null),
          FollowUpRow.ended(IoTypes.STATE, CONNECTOR + "RequestFacade", null),
          FollowUpRow.ended(NPE, CONNECTOR + "CoyoteOutputStream", null),
          FollowUpRow.ended(NPE, CONNECTOR + "CoyoteWriter", null),
          FollowUpRow.ended(NPE, CONNECTOR + "OutputBuffer", null),
          FollowUpRow.of(NPE, "org.apache.coyote.http2.Stream"),
          FollowUpRow.of(NPE, "org.apache.coyote.http2.Stream$StreamOutputBuffer"),
          // Tomcat has closed the channel and taken its socket away, while somebody wrote.
          FollowUpRow.connection(NPE, "org.apache.tomcat.util.net.SecureNio2Channel"),
          FollowUpRow.connection(NPE, "org.apache.tomcat.util.net.Nio2Channel"),
          // The session is closed; a message of it was cut off, and no other can follow.
          FollowUpRow.webSocket(WEBSOCKET + "WsSession", "checkState"),
          FollowUpRow.webSocket(WEBSOCKET + "WsRemoteEndpointImplBase$StateMachine", "checkState"),
          FollowUpRow.webSocket(WEBSOCKET + "WsRemoteEndpointImplBase", "writeMessagePart"),
          // A blocking send that was given up before it had a result (NIO2, virtual threads).
          new FollowUpRow(
              NPE,
              WEBSOCKET + "WsRemoteEndpointImplBase",
              Set.of("sendMessageBlockInternal"),
              FollowUpRow.Scope.SESSION),
          // Spring: an emitter that was completed with the error; a response that had failed.
          FollowUpRow.http(EMITTERS + "ResponseBodyEmitter", Set.of("send", "sendInternal")),
          FollowUpRow.http(EMITTERS + "SseEmitter", Set.of("send")),
          FollowUpRow.of(NOT_USABLE, SPRING_ASYNC + "StandardServletAsyncWebRequest"),
          FollowUpRow.of(NOT_USABLE, SPRING_ASYNC + RESPONSE),
          // Jersey: a chunked output, of which its event outputs are made, and its event sink.
          FollowUpRow.of(IoTypes.IO, "org.glassfish.jersey.server.ChunkedOutput"),
          FollowUpRow.http(
              "org.glassfish.jersey.media.sse.internal.JerseyEventSink",
              Set.of("checkClosed", "send")),
          // RESTEasy's and CXF's event sinks.
          FollowUpRow.http(
              "org.jboss.resteasy.plugins.providers.sse.SseEventOutputImpl", Set.of("send")),
          FollowUpRow.http("org.apache.cxf.jaxrs.sse.SseEventSinkImpl", Set.of("send")));

  private FollowUps() {}

  /** Whether {@code root} only says that {@code connection}'s client has gone. */
  static boolean contain(ThrowableView root, @Nullable ClientConnection connection) {
    return connection != null && matches(root, connection) && isGone(connection);
  }

  /** Who acts on what either side has ended in good order, has made a mistake. */
  private static boolean isGone(ClientConnection connection) {
    return connection.isDisconnected() && !connection.isClosedByServer();
  }

  /** Whether {@code root} can follow from the hang-up of some connection. */
  static boolean mayContain(ThrowableView root) {
    return rows(root).findAny().isPresent() && isOfServer(root);
  }

  private static boolean matches(ThrowableView root, ClientConnection connection) {
    return isOfServer(root) && rows(root).anyMatch(row -> isMeant(row.scope(), root, connection));
  }

  /** The rows for failures such as {@code root}. */
  private static Stream<FollowUpRow> rows(ThrowableView root) {
    boolean candidate =
        switch (root.type()) {
          case IoTypes.STATE, IoTypes.IO, NPE -> true;
          default -> root.type().startsWith(SPRING_ASYNC);
        };
    if (!candidate) {
      return Stream.empty();
    }
    List<StackTraceElement> frames = root.frames();
    int creator = 0;
    while (creator < frames.size() && CHECKS.contains(frames.get(creator).getClassName())) {
      creator++;
    }
    if (creator == frames.size()) {
      return Stream.empty();
    }
    StackTraceElement first = frames.get(creator);
    return ROWS.stream().filter(row -> row.fits(root.type(), first));
  }

  /** Of a null, the JDK has to say that it was a field of Tomcat's. */
  private static boolean isOfServer(ThrowableView root) {
    return !root.type().equals(NPE) || namesField(root);
  }

  /**
   * Whether {@code root} can be about what {@code connection} was used for, and not about something
   * of another client's, or about what the application asked for.
   */
  private static boolean isMeant(
      FollowUpRow.Scope scope, ThrowableView root, ClientConnection connection) {
    boolean webSocket = connection.protocol() == Protocol.WEBSOCKET;
    return switch (scope) {
      case REQUEST -> !webSocket;
      case ENDED_REQUEST -> !webSocket && !isWithinRequest(root);
      case SESSION -> webSocket && namesNoOther(root, connection.client()) && !isWithinClose(root);
      case CONNECTION -> true;
    };
  }

  /** A request that a thread processes is not over: what is, was another one's. */
  private static boolean isWithinRequest(ThrowableView root) {
    return root.frames().stream().anyMatch(frame -> frame.getClassName().equals(ADAPTER));
  }

  /** Whoever is notified of a session's end and sends, sends to others. */
  private static boolean isWithinClose(ThrowableView root) {
    return root.frames().stream()
        .anyMatch(
            frame ->
                frame.getClassName().startsWith(WEBSOCKET)
                    && frame.getMethodName().equals("fireEndpointOnClose"));
  }

  /** {@code WsSession} says which one is closed: text can only make a failure stay. */
  private static boolean namesNoOther(ThrowableView root, Client client) {
    String id = client.sessionId();
    String message = root.message();
    return id == null
        || message == null
        || !root.isCreatedIn(WEBSOCKET + "WsSession")
        || message.contains(id);
  }

  /**
   * Whether the JDK says that it was a field of Tomcat's object that is null, and not what the
   * application gave it. Its wording is the same in every language.
   */
  private static boolean namesField(ThrowableView root) {
    String message = root.message();
    return message != null
        && (message.contains("because \"this.")
            || message.contains("because the return value of \"org.apache."));
  }
}
