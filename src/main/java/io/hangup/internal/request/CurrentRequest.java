package io.hangup.internal.request;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.CurrentConnection;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.tomcat.TomcatInternals;
import java.time.Duration;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.catalina.Loader;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The connection of the request that the current thread processes. One object per thread and level
 * is enough, and so a request that ends well allocates nothing.
 */
public final class CurrentRequest implements ClientConnection {
  private final CurrentConnection home;
  private @Nullable Request request;
  private @Nullable Response response;
  private @Nullable ClientConnection outer;
  private @Nullable Disconnect reported;

  private CurrentRequest(CurrentConnection home) {
    this.home = home;
  }

  /**
   * A connection for {@code request}, until {@link #end()}.
   *
   * @param outer the thread's connection before; null where it had none
   */
  static CurrentRequest begin(
      Request request, Response response, @Nullable ClientConnection outer) {
    return begin(request, response, CurrentConnection.ofThread(), outer);
  }

  /** The same, on the thread whose current connection is in {@code home}. */
  public static CurrentRequest begin(
      Request request,
      Response response,
      CurrentConnection home,
      @Nullable ClientConnection outer) {
    CurrentRequest connection =
        home.spare() instanceof CurrentRequest spare && spare.request == null ? spare : more(home);
    connection.request = request;
    connection.response = response;
    connection.outer = outer;
    return connection;
  }

  private static CurrentRequest more(CurrentConnection home) {
    CurrentRequest connection = new CurrentRequest(home);
    if (home.spare() == null) {
      home.keep(connection);
    }
    return connection;
  }

  /** The thread works for its connection before this one again, or for none. */
  public void leave() {
    home.set(outer);
  }

  void end() {
    request = null;
    response = null;
    outer = null;
    reported = null;
  }

  /** Whether it is that of {@code other}. */
  public boolean isOf(Request other) {
    return request == other;
  }

  /** The request, which has not ended: nobody asks anything of the object after {@link #end()}. */
  private Request request() {
    return Objects.requireNonNull(request, "a request that has ended");
  }

  private org.apache.coyote.Request coyote() {
    return request().getCoyoteRequest();
  }

  private org.apache.coyote.Response coyoteResponse() {
    return Objects.requireNonNull(response, "a request that has ended").getCoyoteResponse();
  }

  /** What Tomcat recorded as the failure of this connection; null where all went well. */
  @Nullable Throwable failure() {
    Throwable first = RecordedFailures.first(coyote(), coyoteResponse());
    return first == null ? lostSocket(request()) : first;
  }

  /**
   * What the socket below an asynchronous request failed with: Tomcat may give the failure to no
   * listener, and record it with the response only when that is the next request's. Null where
   * there is none, and over HTTP/2, where the socket is of other streams as well.
   */
  private static @Nullable Throwable lostSocket(Request request) {
    if (request.getAsyncContextInternal() == null) {
      return null;
    }
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    SocketWrapperBase<?> socket = TomcatInternals.socket(coyote);
    return socket == null || Http2Stream.of(coyote) != null ? null : TomcatInternals.error(socket);
  }

  /**
   * How the client ended a stream of HTTP/2 before its response was complete, of which Tomcat keeps
   * no throwable: an application that was given one may have swallowed it. Null where it did not;
   * asked only where something went wrong, or where nobody was at work to see it.
   */
  @Nullable Kind cutOff() {
    Http2Stream stream = suspect();
    return stream == null || stream.isComplete() ? null : stream.end();
  }

  private @Nullable Http2Stream suspect() {
    AsyncRequest async = AsyncRequest.of(request());
    if (async != null) {
      return async.stream();
    }
    return coyoteResponse().isError() ? stream() : null;
  }

  @Override
  public @Nullable Duration elapsed() {
    return RequestFacts.elapsed(coyote());
  }

  @Override
  public boolean recorded(Throwable failure) {
    return lostSocket(request()) == failure
        || RecordedFailures.contain(coyote(), coyoteResponse(), failure);
  }

  @Override
  public @Nullable Phase recordedPhase(@Nullable Throwable root) {
    return RecordedFailures.phase(coyote(), coyoteResponse(), root);
  }

  @Override
  public Protocol protocol() {
    return RequestFacts.protocol(request());
  }

  @Override
  public @Nullable Kind streamEnd() {
    Http2Stream stream = stream();
    return stream == null ? null : stream.end();
  }

  @Override
  public boolean isDisconnected() {
    return isReported() || streamEnd() != null || (hasOwnFailure() && !isClosedByServer());
  }

  @Override
  public boolean followsLoss() {
    return ServerEnds.followLoss(socket());
  }

  @Override
  public boolean isClosedByServer() {
    if (isReported()) {
      return false;
    }
    Http2Stream stream = stream();
    boolean endsStream = stream != null && stream.isEndedByServer();
    return ServerEnds.explain(socket(), endsStream, failure());
  }

  private boolean hasOwnFailure() {
    Throwable failure = failure();
    return failure != null
        && RecordedFailures.containDisconnect(coyote(), coyoteResponse())
        && !FailureOwners.isAnothers(failure, socket());
  }

  /** Notes whose {@link #failure()} is, for those who are given it as theirs later. */
  void noteFailure(Throwable failure) {
    FailureOwners.note(failure, socket(), null);
  }

  @Override
  public boolean isAnothers(Throwable failure) {
    return FailureOwners.isAnothers(failure, socket()) && recorded(failure);
  }

  private @Nullable SocketWrapperBase<?> socket() {
    return TomcatInternals.socket(coyote());
  }

  @Override
  public boolean isNamedIn(String message) {
    Http2Stream stream = stream();
    return stream != null && stream.isNamedIn(message);
  }

  private @Nullable Http2Stream stream() {
    return Http2Stream.of(coyote());
  }

  @Override
  public boolean secure() {
    return request().isSecure();
  }

  @Override
  public @Nullable ClassLoader webappLoader() {
    Context context = request().getContext();
    Loader loader = context == null ? null : context.getLoader();
    return loader == null ? null : loader.getClassLoader();
  }

  @Override
  public Client client() {
    return RequestFacts.client(request());
  }

  /**
   * The mark is the request's attribute, which an access log may show. It is set below the servlet
   * API, so that the application's attribute listeners are not called. The asynchronous part of the
   * request, if there is one, is the same connection.
   */
  @Override
  public boolean markReported(Disconnect disconnect) {
    if (isReported()) {
      return false;
    }
    AsyncRequest async = AsyncRequest.of(request());
    if (async != null && !async.markReported(disconnect)) {
      return false;
    }
    mark(disconnect);
    reported = disconnect;
    FailureOwners.note(disconnect.thrown(), socket(), null);
    return true;
  }

  @Override
  public Disconnect known(Disconnect found) {
    Disconnect before = reported;
    AsyncRequest async = AsyncRequest.of(request());
    if (before == null && async != null) {
      before = async.reported();
    }
    return before == null ? found : before;
  }

  /** Hands over to the asynchronous part, if that has begun since, what was reported before it. */
  void beginAsync() {
    AsyncRequest async = AsyncRequest.of(request());
    Disconnect before = reported;
    if (async != null && before != null) {
      async.markReported(before);
    }
  }

  /** Takes over what was reported of the asynchronous part. */
  void endAsync() {
    AsyncRequest async = AsyncRequest.of(request());
    if (async != null) {
      async.end();
      Disconnect its = async.reported();
      if (its != null && !isReported()) {
        mark(its);
      }
    }
  }

  boolean isReported() {
    return coyote().getAttribute(Disconnect.REQUEST_ATTRIBUTE) != null;
  }

  private void mark(Disconnect disconnect) {
    coyote().setAttribute(Disconnect.REQUEST_ATTRIBUTE, disconnect.code());
  }
}
