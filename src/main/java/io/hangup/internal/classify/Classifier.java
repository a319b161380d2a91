package io.hangup.internal.classify;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Evidence;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.Causes;
import io.hangup.internal.connection.ClientConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client's hang-up from a real error, by where the failure comes from and never by its
 * words. In doubt it is a real error: a chain that is too long to judge, or that an interrupted
 * thread of the application's ended, is none of ours; and a hang-up beside which a real error
 * stands, or may stand, is found, but not alone.
 */
public final class Classifier {
  /** A chain with more links than this, cyclic ones among them, is left alone. */
  static final int MAX_LINKS = Causes.MAX_LINKS;

  /**
   * Classifies a throwable.
   *
   * @param connection the client's connection that the current thread works for, or null
   * @return the disconnect, or empty if {@code thrown} is, or may be, a real error
   */
  public Optional<Disconnect> classify(Throwable thrown, @Nullable ClientConnection connection) {
    return classify(LiveThrowable.view(thrown), connection);
  }

  /** Classifies a view of a throwable, as {@link #classify(Throwable, ClientConnection)} does. */
  public Optional<Disconnect> classify(
      ThrowableView failure, @Nullable ClientConnection connection) {
    return find(failure, connection).filter(Finding::alone).map(Finding::disconnect);
  }

  /** The disconnect that {@code thrown} carries, alone or beside a real error. */
  public Optional<Finding> find(Throwable thrown, @Nullable ClientConnection connection) {
    return find(LiveThrowable.view(thrown), connection);
  }

  /** The same for a view of a throwable. */
  public Optional<Finding> find(ThrowableView failure, @Nullable ClientConnection connection) {
    List<ThrowableView> chain = chain(failure);
    if (chain.size() > MAX_LINKS || Provenance.isAnothers(chain, connection)) {
      return Optional.empty();
    }
    Evidence evidence = Provenance.of(chain, connection);
    if (evidence == null) {
      return Optional.empty();
    }
    if (connection != null && isClosedByServer(chain, connection)) {
      return Optional.empty();
    }
    boolean alone = Company.isNone(chain, evidence, connection);
    return Optional.of(new Finding(describe(chain, evidence, connection), alone));
  }

  /** Whether {@code thrown} carries a disconnect, whosever it is. */
  public static boolean isDisconnect(Throwable thrown) {
    List<ThrowableView> chain = chain(LiveThrowable.view(thrown));
    return chain.size() <= MAX_LINKS && Provenance.of(chain, null) != null;
  }

  /**
   * Whether {@code connection} was ended with {@code thrown}, which is known to be the failure of
   * another one.
   */
  public static boolean isAnothers(Throwable thrown, ClientConnection connection) {
    return Provenance.isAnothers(chain(LiveThrowable.view(thrown)), connection);
  }

  /**
   * Whether {@code chain} says no more than that this server closed {@code connection}, and is not
   * what Tomcat says of a good-bye of its own that failed then.
   */
  private static boolean isClosedByServer(List<ThrowableView> chain, ClientConnection connection) {
    return DisconnectDescriber.isOnlyClosed(chain)
        ? connection.isClosedByServer() && !DisconnectDescriber.isGoodByeOfWebSocket(chain)
        : DisconnectDescriber.isEnd(chain) && connection.isStopped();
  }

  /** The same of {@code thrown}. */
  public static boolean isClosedByServer(Throwable thrown, ClientConnection connection) {
    return isClosedByServer(chain(LiveThrowable.view(thrown)), connection);
  }

  /**
   * Whether {@code thrown} says no more than that somebody had closed the channel or the stream,
   * which may have been this server.
   */
  public static boolean isOnlyClosed(Throwable thrown) {
    return DisconnectDescriber.isOnlyClosed(chain(LiveThrowable.view(thrown)));
  }

  /**
   * Whether Tomcat has only waited in vain for a request's body: the client may be there, and is
   * sent an error.
   */
  public static boolean isClientThere(Disconnect found) {
    return found.kind() == Kind.STALLED
        && found.phase() == Phase.READ
        && found.protocol() != Protocol.WEBSOCKET;
  }

  /** Whether {@code thrown} says that the peer sends no more. */
  public static boolean isEnd(Throwable thrown) {
    return DisconnectDescriber.isEnd(chain(LiveThrowable.view(thrown)));
  }

  /** Whether {@code thrown}, which a socket failed with, says that the peer has gone. */
  public static boolean isLoss(Throwable thrown) {
    return DisconnectDescriber.isLoss(chain(LiveThrowable.view(thrown)));
  }

  /**
   * A disconnect that the state of {@code connection} shows, where there is no throwable: a stream
   * of HTTP/2 that the client ended, a file that was not sent to its end.
   *
   * @param state what it is that shows it
   */
  public static Disconnect withoutThrowable(ClientConnection connection, Kind kind, String state) {
    return withoutThrowable(connection, kind, connection.presumedPhase(), state);
  }

  /**
   * The same, where it is known what the server was doing.
   *
   * @param state what it is that shows it
   */
  public static Disconnect withoutThrowable(
      ClientConnection connection, Kind kind, Phase phase, String state) {
    return new Disconnect(
        kind,
        phase,
        connection.protocol(),
        connection.secure(),
        Evidence.STATE,
        Instant.now(),
        connection.client(),
        null,
        state,
        null);
  }

  private static Disconnect describe(
      List<ThrowableView> chain, Evidence evidence, @Nullable ClientConnection current) {
    // Whose it is, is known better than frames can say; and frames are dear.
    ClientConnection known = evidence == Evidence.IDENTITY ? current : null;
    Protocol shown = known == null ? DisconnectDescriber.protocol(chain) : known.protocol();
    boolean own =
        isItsOwn(chain, current, evidence, shown)
            || isNamed(chain, current)
            || recordedSuppressed(chain, current);
    ClientConnection its = own ? current : null;
    Protocol spoken = its == null ? Protocol.HTTP_1_1 : its.protocol();
    Protocol protocol = shown == null ? spoken : shown;
    Phase recorded =
        known == null ? null : known.recordedPhase(chain.get(chain.size() - 1).thrown());
    return new Disconnect(
        DisconnectDescriber.kind(chain, protocol, its),
        recorded == null ? () -> phase(chain, protocol, its) : Disconnect.known(recorded),
        protocol,
        (its != null && its.secure()) || (known == null && DisconnectDescriber.secure(chain)),
        evidence,
        Instant.now(),
        its == null ? Client.UNKNOWN : its.client(),
        null,
        chain.get(chain.size() - 1).text(),
        chain.get(0).thrown());
  }

  private static Phase phase(
      List<ThrowableView> chain, Protocol protocol, @Nullable ClientConnection its) {
    Phase shown = DisconnectDescriber.phase(chain);
    if (shown != null) {
      return shown;
    }
    if (protocol == Protocol.WEBSOCKET && DisconnectDescriber.isWebSocketWriter(chain)) {
      return Phase.WRITE;
    }
    return its == null ? Phase.READ : its.presumedPhase();
  }

  /**
   * Whether the disconnect is the current connection's own, not that of another one which the
   * application wrote to meanwhile (a broadcast). Identity proves it; so does a failed read of a
   * WebSocket, which nobody but the session's own thread does. A request's body may be read for
   * others, who are given the failure.
   */
  private static boolean isItsOwn(
      List<ThrowableView> chain,
      @Nullable ClientConnection current,
      Evidence evidence,
      @Nullable Protocol shown) {
    return evidence == Evidence.IDENTITY
        || evidence == Evidence.FOLLOW_UP
        || (shown == Protocol.WEBSOCKET
            && current != null
            && current.protocol() == shown
            && DisconnectDescriber.phase(chain) == Phase.READ);
  }

  /** The protocol that the frames of {@code link} show; null where they show none. */
  public static @Nullable Protocol protocolOf(ThrowableView link) {
    return DisconnectDescriber.protocol(link);
  }

  /** What Tomcat's own exceptions in the chain of {@code thrown} say: whose they are, maybe. */
  public static List<String> ownMessages(Throwable thrown) {
    return ownMessages(chain(LiveThrowable.view(thrown)));
  }

  private static List<String> ownMessages(List<ThrowableView> chain) {
    List<String> messages = new ArrayList<>(0);
    for (ThrowableView link : chain) {
      String message = DisconnectTypes.contains(link) ? link.message() : null;
      if (message != null) {
        messages.add(message);
      }
    }
    return messages;
  }

  private static boolean isNamed(List<ThrowableView> chain, @Nullable ClientConnection connection) {
    return connection != null && ownMessages(chain).stream().anyMatch(connection::isNamedIn);
  }

  /** What fails a second time on closing is what Tomcat records last: multipart uploads do. */
  private static boolean recordedSuppressed(
      List<ThrowableView> chain, @Nullable ClientConnection connection) {
    return connection != null
        && chain.stream()
            .flatMap(link -> link.suppressed().stream())
            .flatMap(suppressed -> chain(suppressed).stream())
            .anyMatch(link -> Provenance.recorded(link, connection));
  }

  /** The links of {@code failure}, one more than {@link #MAX_LINKS} at most. */
  private static List<ThrowableView> chain(ThrowableView failure) {
    return failure.chain(MAX_LINKS + 1);
  }
}
