package io.hangup.session;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session when it was opened.
 *
 * <p>A value but for {@link #user()}, which asks the application's {@code Principal} when it is
 * asked first: that may take its time, which a session that opens does not have.
 */
public final class OpenSession {
  private final String id;
  private final SessionType type;
  private final String contextPath;
  private final String endpoint;
  private final Map<String, String> pathParameters;
  private final @Nullable String httpSessionId;

  /** Each session that lives keeps one: so text is made of it when somebody asks. */
  private final CharSequence peer;

  /** In milliseconds since 1970, for the same reason. */
  private final long openedAt;

  private final Object handle;

  /** The name, the {@code Principal} that says it, or null where there is none. */
  private volatile @Nullable Object user;

  /**
   * The parameters are what the methods of the same names return.
   *
   * @param peer is asked for its text when {@link #peer()} is
   */
  public OpenSession(
      String id,
      SessionType type,
      String contextPath,
      String endpoint,
      Map<String, String> pathParameters,
      @Nullable String user,
      @Nullable String httpSessionId,
      CharSequence peer,
      Instant openedAt,
      Object handle) {
    this(
        id,
        type,
        contextPath,
        endpoint,
        pathParameters,
        user,
        httpSessionId,
        peer,
        openedAt.toEpochMilli(),
        handle);
  }

  private OpenSession(
      String id,
      SessionType type,
      String contextPath,
      String endpoint,
      Map<String, String> pathParameters,
      @Nullable Object user,
      @Nullable String httpSessionId,
      CharSequence peer,
      long openedAt,
      Object handle) {
    this.id = id;
    this.type = type;
    this.contextPath = contextPath;
    this.endpoint = endpoint;
    this.pathParameters = pathParameters;
    this.user = user;
    this.httpSessionId = httpSessionId;
    this.peer = peer;
    this.openedAt = openedAt;
    this.handle = handle;
  }

  /**
   * The same session of {@code user}.
   *
   * @param user is asked for its name when {@link #user()} is; null where nobody is authenticated
   */
  public OpenSession of(@Nullable Principal user) {
    return user == null
        ? this
        : new OpenSession(
            id,
            type,
            contextPath,
            endpoint,
            pathParameters,
            user,
            httpSessionId,
            peer,
            openedAt,
            handle);
  }

  /** The session's id, unique among sessions of its type in this server. */
  public String id() {
    return id;
  }

  /** What kind of session it is. */
  public SessionType type() {
    return type;
  }

  /** The web application's context path, empty for the root. */
  public String contextPath() {
    return contextPath;
  }

  /** The WebSocket endpoint's path template, or the request URI. */
  public String endpoint() {
    return endpoint;
  }

  /** The values of the template's variables; not modifiable. */
  public Map<String, String> pathParameters() {
    return pathParameters;
  }

  /**
   * The name of the authenticated user; null where there is none, or where the application's {@code
   * Principal} fails to say it. May take as long as that does, when it is asked first.
   */
  public @Nullable String user() {
    Object known = user;
    if (known instanceof Principal asked) {
      known = nameOf(asked);
      user = known;
    }
    return (String) known;
  }

  private static @Nullable String nameOf(Principal principal) {
    try {
      return principal.getName();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
  }

  /**
   * The id of the HTTP session it was opened in; null where there is none, or where to look for it
   * could be a use of it: where an asynchronous request names one to another manager than Tomcat's
   * {@code StandardManager}.
   */
  public @Nullable String httpSessionId() {
    return httpSessionId;
  }

  /** The client's {@code address:port}; empty where it had gone already. */
  public String peer() {
    return peer.toString();
  }

  /** When it was opened, to the millisecond. */
  public Instant openedAt() {
    return Instant.ofEpochMilli(openedAt);
  }

  /** The {@code jakarta.websocket.Session} or the {@code jakarta.servlet.AsyncContext}. */
  public Object handle() {
    return handle;
  }

  /** Whether {@code other} is the same session. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OpenSession that
        && handle == that.handle
        && type == that.type
        && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return type + " " + id + " of " + contextPath + " at " + endpoint + " from " + peer;
  }
}
