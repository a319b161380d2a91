package io.hangup.internal.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.ClientConnection;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteOutputStream;
import org.apache.catalina.connector.OutputBuffer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Tomcat throws because of what is left of a request or session: real, where it can be. */
class FollowUpsTest {
  private static final String STATE = "java.lang.IllegalStateException";
  private static final Client CLIENT = new Client(null, null, null, "3f", null);

  private final Classifier classifier = new Classifier();

  @ParameterizedTest
  @CsvSource({
    "java.lang.IllegalStateException, org.apache.catalina.connector.Response, sendError",
    "java.lang.IllegalStateException, org.apache.catalina.connector.Response, getWriter",
    "java.lang.IllegalStateException, org.apache.coyote.Response, reset",
    "java.lang.IllegalStateException, org.apache.catalina.connector.ResponseFacade, checkCommitted",
    "java.lang.IllegalStateException, org.apache.catalina.connector.ResponseFacade, checkFacade",
    "java.lang.IllegalStateException, org.apache.catalina.connector.RequestFacade, checkFacade",
    "java.lang.IllegalStateException, org.apache.catalina.connector.Request, getAsyncContext",
    "java.lang.IllegalStateException, org.apache.catalina.core.ApplicationDispatcher, doForward",
    "java.lang.IllegalStateException, org.apache.catalina.core.AsyncContextImpl, check",
    "java.lang.IllegalStateException, org.apache.catalina.core.AsyncContextImpl, dispatch",
    "java.lang.IllegalStateException, org.apache.coyote.AsyncStateMachine, asyncComplete",
    "java.lang.IllegalStateException, org.apache.coyote.AsyncStateMachine, asyncStart",
    "java.io.IOException, org.apache.catalina.connector.OutputBuffer, writeBytes",
    "java.io.IOException, org.glassfish.jersey.server.ChunkedOutput, write",
    "java.lang.IllegalStateException,"
        + " org.glassfish.jersey.media.sse.internal.JerseyEventSink, checkClosed",
    "java.lang.IllegalStateException,"
        + " org.jboss.resteasy.plugins.providers.sse.SseEventOutputImpl, send",
    "java.lang.IllegalStateException,"
        + " org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter, send",
  })
  void arePartOfTheHangUpOfTheirRequest(String type, String creator, String method)
      throws Exception {
    Throwable thrown = thrown(type, "x", frame(creator, method), frame("com.example.A", "b"));

    assertThat(find(thrown, gone(Protocol.HTTP_1_1))).map(this::shown).contains("FOLLOW_UP alone");
    assertThat(find(thrown, there(Protocol.HTTP_1_1))).isEmpty();
    assertThat(find(thrown, null)).isEmpty();
    assertThat(find(thrown, gone(Protocol.WEBSOCKET))).isEmpty();
    assertThat(find(new ServletException(new RuntimeException(thrown)), gone(Protocol.H2)))
        .map(this::shown)
        .contains("FOLLOW_UP alone");
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.IllegalStateException, org.apache.catalina.connector.Request, startAsync",
    "java.lang.IllegalStateException, org.apache.catalina.session.StandardSession, getAttribute",
    "java.lang.IllegalArgumentException, org.apache.catalina.connector.Response, sendError",
    "java.lang.IllegalStateException, com.example.Orders, book",
    "java.io.IOException, org.apache.catalina.connector.InputBuffer, throwIfClosed",
    "java.lang.NullPointerException, com.example.Orders, book",
    "java.lang.IllegalStateException, org.apache.cxf.jaxrs.sse.SseEventSinkImpl, <init>",
  })
  void areNotWhatElseFailsAfterAHangUp(String type, String creator, String method)
      throws Exception {
    Throwable thrown = thrown(type, "x", frame(creator, method));

    assertThat(find(thrown, gone(Protocol.HTTP_1_1))).isEmpty();
  }

  /** A closed channel of NIO2 has no socket any more: the writer finds a null, and is told so. */
  @ParameterizedTest
  @CsvSource({"SecureNio2Channel", "Nio2Channel"})
  void areThrownByAChannelThatTomcatHasClosed(String channel) throws Exception {
    String sc = "Cannot invoke \"AsynchronousSocketChannel.write()\" because \"this.sc\" is null";
    StackTraceElement write = frame("org.apache.tomcat.util.net." + channel, "write");
    Throwable thrown = thrown("java.lang.NullPointerException", sc, write);
    Throwable wrapped = new ClientAbortException(new IOException(thrown));

    for (Protocol protocol : new Protocol[] {Protocol.H2, Protocol.WEBSOCKET}) {
      assertThat(find(thrown, gone(protocol))).map(this::shown).contains("FOLLOW_UP alone");
      assertThat(find(wrapped, gone(protocol))).map(this::shown).contains("FOLLOW_UP alone");
      assertThat(find(thrown, there(protocol))).isEmpty();
    }
    assertThat(find(thrown, null)).isEmpty();
    assertThat(
            find(
                thrown("java.lang.NullPointerException", "\"buf\" is null", write),
                gone(Protocol.H2)))
        .isEmpty();
  }

  @Test
  void areThrownByACommittedResponse() {
    Response response = response();
    response.getCoyoteResponse().setCommitted(true);

    assertFollowUp(() -> response.getResponse().sendError(500));
    assertFollowUp(() -> response.getResponse().reset());
    assertFollowUp(() -> response.getResponse().resetBuffer());
    assertFollowUp(() -> response.getResponse().sendRedirect("/"));
  }

  @Test
  void areThrownByAResponseThatIsWrittenToInAnotherWay() throws Exception {
    Response response = response();
    response.getOutputStream();

    assertFollowUp(response::getWriter);
  }

  @Test
  void areThrownByAStreamThatWasRecycled() throws Exception {
    OutputStream recycled = recycled();

    assertFollowUp(() -> recycled.write(1));
    assertFollowUp(recycled::flush);
  }

  /** The stream is dead, and what it is given is an error all the same. */
  @Test
  void areNotThrownForANullOfTheApplications() {
    Response response = response();

    assertThat(find(caught(() -> response.getOutputStream().write((byte[]) null)), gone()))
        .isEmpty();
  }

  /** A request that a thread processes has not been recycled: another one's has. */
  @Test
  void doNotExcuseAnotherRequestsObjects() throws Exception {
    Throwable thrown =
        thrown(
            STATE,
            "x",
            frame("org.apache.catalina.connector.ResponseFacade", "checkFacade"),
            frame("com.example.Leak", "use"),
            frame("org.apache.catalina.connector.CoyoteAdapter", "service"));

    assertThat(find(thrown, gone())).isEmpty();
  }

  @Test
  void areThrownByASessionThatIsClosed() throws Exception {
    StackTraceElement closed = frame("org.apache.tomcat.websocket.WsSession", "checkState");
    Throwable its = thrown(STATE, "The WebSocket session [3f] has been closed", closed);
    Throwable others = thrown(STATE, "The WebSocket session [40] has been closed", closed);

    assertThat(find(its, gone(Protocol.WEBSOCKET))).isPresent();
    assertThat(find(others, gone(Protocol.WEBSOCKET))).isEmpty();
    assertThat(find(its, there(Protocol.WEBSOCKET))).isEmpty();
    assertThat(find(its, gone(Protocol.HTTP_1_1))).isEmpty();
  }

  @Test
  void areThrownByARemoteEndpointWhoseMessageWasCutOff() throws Exception {
    StackTraceElement wrong =
        frame("org.apache.tomcat.websocket.WsRemoteEndpointImplBase$StateMachine", "checkState");
    StackTraceElement farewell =
        frame("org.apache.tomcat.websocket.WsSession", "fireEndpointOnClose");

    assertThat(find(thrown(STATE, "x", wrong), gone(Protocol.WEBSOCKET))).isPresent();
    assertThat(find(thrown(STATE, "x", wrong, farewell), gone(Protocol.WEBSOCKET))).isEmpty();
    assertThat(find(thrown(STATE, "x", wrong), there(Protocol.WEBSOCKET))).isEmpty();
  }

  @Test
  void areThrownThroughSpringsAssertions() throws Exception {
    String emitter = "org.springframework.web.servlet.mvc.method.annotation.SseEmitter";
    StackTraceElement check = frame("org.springframework.util.Assert", "state");

    assertThat(find(thrown(STATE, "x", check, frame(emitter, "send")), gone())).isPresent();
    assertThat(find(thrown(STATE, "x", check, frame("com.example.A", "b")), gone())).isEmpty();
  }

  @Test
  void areNotAloneBesideARealError() throws Exception {
    Throwable thrown = thrown(STATE, "x", frame("org.apache.catalina.connector.Response", "reset"));
    thrown.addSuppressed(new IllegalStateException("order 17 half booked"));

    assertThat(find(thrown, gone())).map(this::shown).contains("FOLLOW_UP");
  }

  @Test
  void mayBeSuppressedInTheHangUp() throws Exception {
    ClientAbortException abort = new ClientAbortException();
    abort.addSuppressed(
        thrown(STATE, "x", frame("org.apache.catalina.connector.Response", "reset")));

    ClientConnection own = connection(Protocol.HTTP_1_1, true, abort::equals);
    assertThat(find(abort, own)).map(this::shown).contains("IDENTITY alone");
    assertThat(find(abort, there(Protocol.HTTP_1_1))).map(this::shown).contains("OWNED_TYPE");
  }

  private void assertFollowUp(Call call) {
    Throwable thrown = caught(call);

    assertThat(find(thrown, gone())).as("%s", thrown).map(this::shown).contains("FOLLOW_UP alone");
    assertThat(find(thrown, there(Protocol.HTTP_1_1))).isEmpty();
  }

  private Optional<Finding> find(Throwable thrown, ClientConnection connection) {
    return classifier.find(thrown, connection);
  }

  private String shown(Finding finding) {
    return finding.disconnect().evidence() + (finding.alone() ? " alone" : "");
  }

  private static Throwable caught(Call call) {
    try {
      call.run();
    } catch (Exception e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }

  /** A call that is expected to fail. */
  private interface Call {
    void run() throws Exception;
  }

  private static Response response() {
    Request request = new Request(new Connector());
    request.setCoyoteRequest(new org.apache.coyote.Request());
    Response response = new Response();
    response.setCoyoteResponse(new org.apache.coyote.Response());
    response.setRequest(request);
    request.setResponse(response);
    return response;
  }

  private static OutputStream recycled() throws Exception {
    var constructor = CoyoteOutputStream.class.getDeclaredConstructor(OutputBuffer.class);
    constructor.setAccessible(true);
    return constructor.newInstance((Object) null);
  }

  private static Throwable thrown(String type, String message, StackTraceElement... frames)
      throws Exception {
    Throwable thrown =
        Class.forName(type)
            .asSubclass(Throwable.class)
            .getConstructor(String.class)
            .newInstance(message);
    thrown.setStackTrace(frames);
    return thrown;
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, "X.java", 1);
  }

  private static ClientConnection gone() {
    return gone(Protocol.HTTP_1_1);
  }

  private static ClientConnection gone(Protocol protocol) {
    return connection(protocol, true, each -> false);
  }

  private static ClientConnection there(Protocol protocol) {
    return connection(protocol, false, each -> false);
  }

  private static ClientConnection connection(
      Protocol protocol, boolean gone, Predicate<Throwable> recorded) {
    return new Known(protocol, gone, recorded);
  }

  /** A connection of which all is known. */
  private record Known(Protocol protocol, boolean isDisconnected, Predicate<Throwable> failures)
      implements ClientConnection {
    @Override
    public boolean recorded(Throwable failure) {
      return failures.test(failure);
    }

    @Override
    public boolean secure() {
      return false;
    }

    @Override
    public ClassLoader webappLoader() {
      return null;
    }

    @Override
    public Client client() {
      return CLIENT;
    }

    @Override
    public boolean markReported(Disconnect disconnect) {
      return true;
    }
  }
}
