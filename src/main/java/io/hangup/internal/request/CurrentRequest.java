package io.hangup.internal.request;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.tomcat.Peer;
import io.hangup.internal.tomcat.TomcatInternals;
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
  private static final ThreadLocal<CurrentRequest> SPARE =
      ThreadLocal.withInitial(CurrentRequest::new);

  private @Nullable Request request;
  private @Nullable Response response;
  private @Nullable Disconnect told;

  private CurrentRequest() {}

  /** A connection for {@code request}, until {@link #end()}. */
  public static CurrentRequest begin(Request request, Response response) {
    CurrentRequest spare = SPARE.get();
    CurrentRequest connection = spare.request == null ? spare : new CurrentRequest();
    connection.request = request;
    connection.response = response;
    return connection;
  }

  void end() {
    request = null;
    response = null;
    told = null;
  }

  public boolean isOf(Request other) {
    return request == other;
  }

  /** What Tomcat recorded as the failure of this connection; null where all went well. */
  @Nullable Throwable failure() {
    Request known = request;
    if (known == null) {
      return null;
    }
    Throwable first = RecordedFailures.first(known.getCoyoteRequest(), coyoteResponse());
    return first == null ? lostSocket(known) : first;
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

  private org.apache.coyote.@Nullable Response coyoteResponse() {
    return response == null ? null : response.getCoyoteResponse();
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
    Request known = request;
    AsyncRequest async = known == null ? null : AsyncRequests.of(known);
    if (async != null) {
      return async.stream();
    }
    return known != null && known.getResponse().getCoyoteResponse().isError() ? stream() : null;
  }

  @Override
  public boolean recorded(Throwable failure) {
    Request known = request;
    if (known == null) {
      return false;
    }
    return lostSocket(known) == failure
        || RecordedFailures.contain(known.getCoyoteRequest(), coyoteResponse(), failure);
  }

  @Override
  public Protocol protocol() {
    Request known = request;
    if (known != null && Peer.isAjp(known)) {
      return Protocol.AJP;
    }
    String protocol = known == null ? null : known.getProtocol();
    return protocol != null && protocol.startsWith("HTTP/2") ? Protocol.H2 : Protocol.HTTP_1_1;
  }

  @Override
  public @Nullable Kind streamEnd() {
    Http2Stream stream = stream();
    return stream == null ? null : stream.end();
  }

  @Override
  public boolean hasGone() {
    return isTold() || streamEnd() != null || (hasOwnFailure() && !isClosedByServer());
  }

  @Override
  public boolean followsLoss() {
    return ServerEnds.followLoss(socket());
  }

  @Override
  public boolean isClosedByServer() {
    return !isTold() && ServerEnds.explain(socket(), stream(), failure());
  }

  private boolean hasOwnFailure() {
    Throwable failure = failure();
    return request != null
        && failure != null
        && RecordedFailures.containDisconnect(request.getCoyoteRequest(), coyoteResponse())
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
    return request == null ? null : TomcatInternals.socket(request.getCoyoteRequest());
  }

  @Override
  public boolean isNamedIn(String message) {
    Http2Stream stream = stream();
    return stream != null && stream.isNamedIn(message);
  }

  private @Nullable Http2Stream stream() {
    return request == null ? null : Http2Stream.of(request.getCoyoteRequest());
  }

  @Override
  public boolean secure() {
    return request != null && request.isSecure();
  }

  @Override
  public @Nullable ClassLoader webapp() {
    Context context = request == null ? null : request.getContext();
    Loader loader = context == null ? null : context.getLoader();
    return loader == null ? null : loader.getClassLoader();
  }

  @Override
  public Client client() {
    Request known = request;
    if (known == null) {
      return Client.UNKNOWN;
    }
    return new Client(
        Peer.of(known),
        known.getContext() == null ? null : known.getContext().getPath(),
        known.getRequestURI(),
        null,
        null);
  }

  /**
   * The mark is the request's attribute, which an access log may show. It is set below the servlet
   * API, so that the application's attribute listeners are not called. The asynchronous part of the
   * request, if there is one, is the same connection.
   */
  @Override
  public boolean markTold(Disconnect disconnect) {
    Request known = request;
    if (known == null || attribute(known) != null) {
      return false;
    }
    AsyncRequest async = AsyncRequests.of(known);
    if (async != null && !async.markTold(disconnect)) {
      return false;
    }
    mark(known, disconnect.code());
    told = disconnect;
    FailureOwners.note(disconnect.thrown(), socket(), null);
    return true;
  }

  @Override
  public Disconnect known(Disconnect found) {
    Disconnect before = told;
    AsyncRequest async = request == null ? null : AsyncRequests.of(request);
    if (before == null && async != null) {
      before = async.told();
    }
    return before == null ? found : before;
  }

  /** Hands over to the asynchronous part, if that has begun since, what was told before it. */
  void beginAsync() {
    AsyncRequest async = request == null ? null : AsyncRequests.of(request);
    Disconnect before = told;
    if (async != null && before != null) {
      async.markTold(before);
    }
  }

  /** Takes over what was told of the asynchronous part. */
  void endAsync() {
    Request known = request;
    AsyncRequest async = known == null ? null : AsyncRequests.of(known);
    if (known != null && async != null) {
      async.end();
      Disconnect told = async.told();
      if (told != null && attribute(known) == null) {
        mark(known, told.code());
      }
    }
  }

  boolean isTold() {
    return request != null && attribute(request) != null;
  }

  private static @Nullable Object attribute(Request request) {
    return request.getCoyoteRequest().getAttribute(Disconnect.REQUEST_ATTRIBUTE);
  }

  private static void mark(Request request, String code) {
    request.getCoyoteRequest().setAttribute(Disconnect.REQUEST_ATTRIBUTE, code);
  }
}
