package io.hangup.disconnect;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who hung up, as far as the server knows. Every component may be null: what is not known is left
 * out.
 *
 * @param peer the client's {@code address:port}
 * @param contextPath the web application's context path, empty for the root
 * @param endpoint the WebSocket endpoint's path template, or the request URI
 * @param sessionId the id of the WebSocket session
 * @param since when the session was opened
 */
public record Client(
    @Nullable String peer,
    @Nullable String contextPath,
    @Nullable String endpoint,
    @Nullable String sessionId,
    @Nullable Instant since) {

  /** A client of which nothing is known. */
  public static final Client UNKNOWN = new Client(null, null, null, null, null);

  /** By hand: what a record links at run time shows in the profile of a short storm. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Client that
            && Objects.equals(peer, that.peer)
            && Objects.equals(contextPath, that.contextPath)
            && Objects.equals(endpoint, that.endpoint)
            && Objects.equals(sessionId, that.sessionId)
            && Objects.equals(since, that.since));
  }

  @Override
  public int hashCode() {
    return Objects.hash(peer, contextPath, endpoint, sessionId, since);
  }
}
