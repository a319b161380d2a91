package io.hangup.disconnect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One client's hang-up, classified.
 *
 * @param kind what happened
 * @param phase what the server was doing
 * @param protocol what was spoken on the connection
 * @param secure whether it was spoken over TLS
 * @param evidence why the failure is known to be the client's connection's
 * @param at when it was noticed
 * @param client who hung up
 * @param from the logger, or the stream, that would have told of it; null where nobody would have
 * @param failure the type and message of the failure at the root, as text that the client may have
 *     influenced
 * @param thrown the throwable that was classified; null where it was read from text
 */
public record Disconnect(
    Kind kind,
    Phase phase,
    Protocol protocol,
    boolean secure,
    Evidence evidence,
    Instant at,
    Client client,
    @Nullable String from,
    String failure,
    @Nullable Throwable thrown) {

  /** The request attribute that holds {@link #code()}, for access logs. */
  public static final String REQUEST_ATTRIBUTE = "io.hangup.disconnect";

  /** Kind and phase in one word, e.g. {@code BROKEN_PIPE/write}. */
  public String code() {
    return kind + "/" + phase;
  }

  /** Whether it is known whose hang-up it was. */
  public boolean isAttributed() {
    return !client.equals(Client.UNKNOWN);
  }

  /**
   * The same disconnect, of a client that is known now.
   *
   * @param tls whether that client's connection runs over TLS
   */
  public Disconnect of(Client known, boolean tls) {
    return new Disconnect(
        kind, phase, protocol, secure || tls, evidence, at, known, from, failure, thrown);
  }

  /** The same disconnect, with what its trace's text was read as. */
  public Disconnect read(Throwable read) {
    return new Disconnect(kind, phase, protocol, secure, evidence, at, client, from, failure, read);
  }

  /** The same disconnect, told by {@code source}: a logger's name, or a stream's. */
  public Disconnect from(String source) {
    return new Disconnect(
        kind, phase, protocol, secure, evidence, at, client, source, failure, thrown);
  }
}
