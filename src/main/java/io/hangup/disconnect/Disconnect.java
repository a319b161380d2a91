package io.hangup.disconnect;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One client's hang-up, classified. A value that does not change. */
public final class Disconnect {
  /** The request attribute that holds {@link #code()}, for access logs. */
  public static final String REQUEST_ATTRIBUTE = "io.hangup.disconnect";

  private final Kind kind;
  private final LatePhase phase;
  private final Protocol protocol;
  private final boolean secure;
  private final Evidence evidence;
  private final Instant at;
  private final Client client;
  private final @Nullable String from;
  private final String failure;
  private final @Nullable Throwable thrown;
  private final @Nullable Duration elapsed;

  /** The parameters are what the methods of the same names return. */
  public Disconnect(
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
    this(kind, known(phase), protocol, secure, evidence, at, client, from, failure, thrown);
  }

  /**
   * The same, where the phase takes a look at a stack trace, which costs more than all the rest.
   *
   * @param phase is asked once, by the first who asks for it, on whichever thread
   */
  public Disconnect(
      Kind kind,
      Supplier<Phase> phase,
      Protocol protocol,
      boolean secure,
      Evidence evidence,
      Instant at,
      Client client,
      @Nullable String from,
      String failure,
      @Nullable Throwable thrown) {
    this(kind, phase, protocol, secure, evidence, at, client, from, failure, thrown, null);
  }

  private Disconnect(
      Kind kind,
      Supplier<Phase> phase,
      Protocol protocol,
      boolean secure,
      Evidence evidence,
      Instant at,
      Client client,
      @Nullable String from,
      String failure,
      @Nullable Throwable thrown,
      @Nullable Duration elapsed) {
    this.kind = kind;
    this.phase = phase instanceof LatePhase known ? known : new LatePhase(phase);
    this.protocol = protocol;
    this.secure = secure;
    this.evidence = evidence;
    this.at = at;
    this.client = client;
    this.from = from;
    this.failure = failure;
    this.thrown = thrown;
    this.elapsed = elapsed;
  }

  /** A phase that is found out when it is asked for; the same disconnects have it in common. */
  private static final class LatePhase implements Supplier<Phase> {
    private @Nullable Supplier<Phase> source;
    private @Nullable Phase found;

    LatePhase(Supplier<Phase> source) {
      this.source = source;
    }

    LatePhase(Phase found) {
      this.found = found;
    }

    @Override
    public synchronized Phase get() {
      Supplier<Phase> asked = source;
      if (asked != null) {
        found = asked.get();
        source = null;
      }
      return found == null ? Phase.READ : found;
    }

    synchronized @Nullable Phase known() {
      return found;
    }
  }

  /** A phase that need not be found out, for a constructor. */
  public static Supplier<Phase> known(Phase phase) {
    return new LatePhase(phase);
  }

  /** What happened. */
  public Kind kind() {
    return kind;
  }

  /** What the server was doing. */
  public Phase phase() {
    return phase.get();
  }

  /**
   * The same, if it is known by now; null where it takes a look at a stack trace, which costs tens
   * of microseconds.
   */
  public @Nullable Phase knownPhase() {
    return phase.known();
  }

  /** What was spoken on the connection. */
  public Protocol protocol() {
    return protocol;
  }

  /** Whether it was spoken over TLS. */
  public boolean secure() {
    return secure;
  }

  /** Why the failure is known to be the client's connection's. */
  public Evidence evidence() {
    return evidence;
  }

  /** When it was noticed. */
  public Instant at() {
    return at;
  }

  /** Who hung up; {@link Client#UNKNOWN} where that is not known. */
  public Client client() {
    return client;
  }

  /** The logger, or the stream, that would have reported it; null where nobody would have. */
  public @Nullable String from() {
    return from;
  }

  /**
   * The type and message of the failure at the root, as text that the client may have influenced.
   */
  public String failure() {
    return failure;
  }

  /**
   * The throwable that was classified; null where it was read from text, or where there is none.
   */
  public @Nullable Throwable thrown() {
    return thrown;
  }

  /** Kind and phase in one word, e.g. {@code BROKEN_PIPE/write}. */
  public String code() {
    return kind + "/" + phase();
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
        kind, phase, protocol, secure || tls, evidence, at, known, from, failure, thrown, elapsed);
  }

  /** The same disconnect, with what its trace's text was read as. */
  public Disconnect read(Throwable read) {
    return new Disconnect(
        kind, phase, protocol, secure, evidence, at, client, from, failure, read, elapsed);
  }

  /** The same disconnect, reported by {@code source}: a logger's name, or a stream's. */
  public Disconnect from(String source) {
    return new Disconnect(
        kind, phase, protocol, secure, evidence, at, client, source, failure, thrown, elapsed);
  }

  /** The same disconnect, so long after the request had begun. */
  public Disconnect after(Duration begun) {
    return new Disconnect(
        kind, phase, protocol, secure, evidence, at, client, from, failure, thrown, begun);
  }

  /**
   * How long the request had been processed, or the session been open, when the client hung up;
   * null where that is not known.
   */
  public @Nullable Duration elapsed() {
    Instant since = client.since();
    return since == null ? elapsed : Duration.between(since, at);
  }

  @Override
  public String toString() {
    return code() + " of " + client + ": " + failure;
  }
}
