package io.hangup.session;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session when it was opened.
 *
 * @param id the session's id, unique among sessions of its type in this server
 * @param type what kind of session it is
 * @param contextPath the web application's context path, empty for the root
 * @param endpoint the WebSocket endpoint's path template, or the request URI
 * @param pathParameters the values of the template's variables; not modifiable
 * @param user the name of the authenticated user, or null
 * @param httpSessionId the id of the HTTP session it was opened in; null where there is none, or
 *     where to look for it could be a use of it: where an asynchronous request names one to another
 *     manager than Tomcat's {@code StandardManager}
 * @param peer the client's {@code address:port}; empty where it had gone already
 * @param openedAt when it was opened
 * @param handle the {@code jakarta.websocket.Session} or the {@code jakarta.servlet.AsyncContext}
 */
public record OpenSession(
    String id,
    SessionType type,
    String contextPath,
    String endpoint,
    Map<String, String> pathParameters,
    @Nullable String user,
    @Nullable String httpSessionId,
    String peer,
    Instant openedAt,
    Object handle) {}
