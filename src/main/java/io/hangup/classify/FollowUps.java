package io.hangup.classify;

import java.util.List;
import java.util.Set;
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
  private static final String EMITTER =
      "org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter";
  private static final String SPRING_ASYNC = "org.springframework.web.context.request.async.";

  private static final String NPE = "java.lang.NullPointerException";

  /** In the frames of a thread that processes a request which is not over yet. */
  private static final String ADAPTER = CONNECTOR + "CoyoteAdapter";

  /** Code that throws on behalf of whoever calls it. */
  private static final Set<String> CHECKS = Set.of("org.springframework.util.Assert");

  private static final List<Row> ROWS =
      List.of(
          // The response is committed, or its other kind of stream is in use already.
          Row.http(
              CONNECTOR + "Response",
              Set.of(
                  "sendError",
                  "sendRedirect",
                  "reset",
                  "resetBuffer",
                  "setBufferSize",
                  "getOutputStream",
                  "getWriter")),
          Row.http("org.apache.coyote.Response", Set.of("reset")),
          Row.http(
              CONNECTOR + "ResponseFacade",
              Set.of(
                  "checkCommitted",
                  "sendError",
                  "sendRedirect",
                  "reset",
                  "resetBuffer",
                  "setBufferSize")),
          Row.http(CONNECTOR + "Request", Set.of("doGetSession", "authenticate")),
          Row.http(CORE + "ApplicationDispatcher", Set.of("forward", "doForward")),
          // The application ignores that the response is not ready, and never will be.
          Row.http(CONNECTOR + "CoyoteOutputStream", Set.of("checkNonBlockingWrite")),
          // Tomcat has closed the response, as it does when a stream of HTTP/2 ends.
          new Row(IoTypes.IO, CONNECTOR + "OutputBuffer", null, Scope.REQUEST),
          // The asynchronous request has been ended, or is being ended.
          Row.http(CONNECTOR + "Request", Set.of("getAsyncContext")),
          Row.http("org.apache.coyote.AsyncStateMachine", null),
          Row.http(CORE + "AsyncContextImpl", Set.of("dispatch", "getRequest", "getResponse")),
          Row.ended(IoTypes.STATE, CORE + "AsyncContextImpl", Set.of("check")),
          // The request is over: its objects have been recycled under the application's hands.
          Row.ended(IoTypes.STATE, CONNECTOR + "ResponseFacade", null),
          Row.ended(IoTypes.STATE, CONNECTOR + "RequestFacade", null),
          Row.ended(NPE, CONNECTOR + "CoyoteOutputStream", null),
          Row.ended(NPE, CONNECTOR + "CoyoteWriter", null),
          Row.ended(NPE, CONNECTOR + "OutputBuffer", null),
          new Row(NPE, "org.apache.coyote.http2.Stream", null, Scope.REQUEST),
          new Row(NPE, "org.apache.coyote.http2.Stream$StreamOutputBuffer", null, Scope.REQUEST),
          // The session is closed; a message of it was cut off, and no other can follow.
          Row.webSocket(WEBSOCKET + "WsSession", "checkState"),
          Row.webSocket(WEBSOCKET + "WsRemoteEndpointImplBase$StateMachine", "checkState"),
          Row.webSocket(WEBSOCKET + "WsRemoteEndpointImplBase", "writeMessagePart"),
          // Spring: an emitter that was completed with the error; a response that had failed.
          Row.http(EMITTER, null),
          Row.http(EMITTER.replace("ResponseBodyEmitter", "SseEmitter"), null),
          new Row(
              SPRING_ASYNC + "AsyncRequestNotUsableException",
              SPRING_ASYNC + "StandardServletAsyncWebRequest",
              null,
              Scope.REQUEST),
          new Row(
              SPRING_ASYNC + "AsyncRequestNotUsableException",
              SPRING_ASYNC + "StandardServletAsyncWebRequest$LifecycleHttpServletResponse",
              null,
              Scope.REQUEST),
          // Jersey: a chunked output, of which its event outputs are made, and its event sink.
          new Row(IoTypes.IO, "org.glassfish.jersey.server.ChunkedOutput", null, Scope.REQUEST),
          Row.http("org.glassfish.jersey.media.sse.internal.JerseyEventSink", null),
          // RESTEasy's and CXF's event sinks.
          Row.http("org.jboss.resteasy.plugins.providers.sse.SseEventOutputImpl", null),
          Row.http("org.apache.cxf.jaxrs.sse.SseEventSinkImpl", null));

  private FollowUps() {}

  /** Whether {@code root} only says that {@code connection}'s client has gone. */
  static boolean contain(Failure root, @Nullable ClientConnection connection) {
    return connection != null && matches(root, connection) && connection.hasGone();
  }

  private static boolean matches(Failure root, ClientConnection connection) {
    boolean candidate =
        switch (root.type()) {
          case IoTypes.STATE, IoTypes.IO, NPE -> true;
          default -> root.type().startsWith(SPRING_ASYNC);
        };
    if (!candidate) {
      return false;
    }
    List<StackTraceElement> frames = root.frames();
    int creator = 0;
    while (creator < frames.size() && CHECKS.contains(frames.get(creator).getClassName())) {
      creator++;
    }
    if (creator == frames.size()) {
      return false;
    }
    StackTraceElement first = frames.get(creator);
    return ROWS.stream()
        .filter(row -> row.fits(root.type(), first))
        .anyMatch(row -> isMeant(row.scope, root, connection));
  }

  /**
   * Whether {@code root} can be about what {@code connection} was used for, and not about something
   * of another client's, or about what the application asked for.
   */
  private static boolean isMeant(Scope scope, Failure root, ClientConnection connection) {
    boolean webSocket = connection.protocol() == Protocol.WEBSOCKET;
    boolean possible =
        switch (scope) {
          case REQUEST -> !webSocket;
          case ENDED_REQUEST -> !webSocket && !isWithinRequest(root);
          case SESSION ->
              webSocket && namesNoOther(root, connection.client()) && !isWithinClose(root);
        };
    return possible && (!root.type().equals(NPE) || namesField(root));
  }

  /** A request that a thread processes is not over: what is, was another one's. */
  private static boolean isWithinRequest(Failure root) {
    return root.frames().stream().anyMatch(frame -> frame.getClassName().equals(ADAPTER));
  }

  /** Whoever is told of a session's end and sends, sends to others. */
  private static boolean isWithinClose(Failure root) {
    return root.frames().stream()
        .anyMatch(
            frame ->
                frame.getClassName().startsWith(WEBSOCKET)
                    && frame.getMethodName().equals("fireEndpointOnClose"));
  }

  /** {@code WsSession} says which one is closed: text can only make a failure stay. */
  private static boolean namesNoOther(Failure root, Client client) {
    String id = client.sessionId();
    String message = root.message();
    return id == null
        || message == null
        || !root.frames().get(0).getClassName().equals(WEBSOCKET + "WsSession")
        || message.contains(id);
  }

  /**
   * Whether the JDK says that it was a field of Tomcat's object that is null, and not what the
   * application gave it. Its wording is the same in every language.
   */
  private static boolean namesField(Failure root) {
    String message = root.message();
    return message != null
        && (message.contains("because \"this.")
            || message.contains("because the return value of \"org.apache."));
  }

  /** What a row's exception is about. */
  private enum Scope {
    /** A request or its response. */
    REQUEST,
    /** The objects of a request that is over. */
    ENDED_REQUEST,
    /** A WebSocket session. */
    SESSION
  }

  /** One row: {@code type} that {@code creator} throws, in {@code methods} (null: in all). */
  private record Row(String type, String creator, @Nullable Set<String> methods, Scope scope) {
    static Row http(String creator, @Nullable Set<String> methods) {
      return new Row(IoTypes.STATE, creator, methods, Scope.REQUEST);
    }

    static Row ended(String type, String creator, @Nullable Set<String> methods) {
      return new Row(type, creator, methods, Scope.ENDED_REQUEST);
    }

    static Row webSocket(String creator, String method) {
      return new Row(IoTypes.STATE, creator, Set.of(method), Scope.SESSION);
    }

    boolean fits(String failure, StackTraceElement frame) {
      return type.equals(failure)
          && creator.equals(frame.getClassName())
          && (methods == null || methods.contains(frame.getMethodName()));
    }
  }
}
