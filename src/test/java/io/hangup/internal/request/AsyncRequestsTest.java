package io.hangup.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.hangup.DisconnectValve;
import io.hangup.fixture.PrivateField;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.connection.FailureOwners;
import io.hangup.internal.connection.Rounds;
import io.hangup.internal.delivery.LiveSession;
import io.hangup.internal.delivery.SessionObserver;
import io.hangup.internal.report.Reporter;
import io.hangup.session.DeadSession;
import io.hangup.session.Webapp;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsyncRequestsTest {
  private static final long SECOND = 1_000_000_000L;

  private final Socket socket = new Socket(new NioEndpoint());
  private final Http11Processor processor =
      new Http11Processor(new Http11NioProtocol(), mock(Adapter.class));
  private final List<DeadSession> dead = new ArrayList<>();
  private final List<AsyncSession> opened = new ArrayList<>();
  private final List<AsyncSession> hurried = new ArrayList<>();
  private final List<AsyncSession> forgotten = new ArrayList<>();
  private final AsyncRequests asyncs =
      new AsyncRequests(
          new Classifier(), new Reporter(LogFactory.getLog(AsyncRequestsTest.class), told -> {}));
  private final org.apache.coyote.Request coyote = new org.apache.coyote.Request();
  private final org.apache.coyote.Response coyoteResponse = new org.apache.coyote.Response();

  @BeforeEach
  void process() throws ReflectiveOperationException {
    PrivateField.set(AbstractProcessor.class, "socketWrapper", processor, socket);
  }

  @Test
  void countsFromTheMomentSinceWhichTheClientHasBeenGone() throws ReflectiveOperationException {
    Request request = request();
    AsyncSession session = AsyncSession.open(request, connection(request), settings());
    socket.gone = true;
    session.look(0);
    socket.gone = false;
    session.look(SECOND);
    socket.gone = true;

    session.look(2 * SECOND);
    assertThat(forgotten).isEmpty();
    session.look(3 * SECOND);
    assertThat(forgotten).containsExactly(session);
  }

  /**
   * Each look costs: of ten thousand requests that wait for news, one in twenty is due at a tick.
   */
  @Test
  void looksSeldomAtWhoIsThere() throws ReflectiveOperationException {
    Request request = request();
    AsyncSession session = AsyncSession.open(request, connection(request), settings());

    List<Integer> first = Stream.generate(() -> session.look(0)).limit(6).toList();
    session.lookAgain();
    int again = session.look(0);

    assertThat(first).startsWith(1).endsWith(Rounds.ROUND, Rounds.ROUND);
    assertThat(again).isEqualTo(1);
    assertThat(hurried).containsExactly(session);
  }

  @Test
  void isDoneWithARequestThatHasEnded() throws ReflectiveOperationException {
    AsyncRequest connection = watched();

    asyncs.ended(connection);

    assertThat(connection.isOpen()).isFalse();
  }

  /** Tomcat forgets a request now and then, and uses its objects for the next. */
  @Test
  void takesNothingForItsOwnThatHappensToTheNextRequest() throws ReflectiveOperationException {
    Request request = request();
    AsyncRequest connection = connection(request);
    AsyncSession session = AsyncSession.open(request, connection, settings(observer()));
    AsyncActions actions = new AsyncActions(session);
    coyote.setAttribute(AsyncRequest.ATTRIBUTE, null);

    actions.before(ActionCode.ASYNC_ERROR);
    boolean isAwaited = actions.before(ActionCode.ASYNC_TIMEOUT);
    session.ended();

    assertThat(isAwaited).isFalse();
    assertThat(dead).extracting(DeadSession::reason).containsExactly("");
  }

  @Test
  void notesWhatAFlushHasFailedWith() throws ReflectiveOperationException {
    IOException failure = new IOException("of the flush");
    AsyncRequest connection = watched();
    AsyncActions actions = actions(connection);

    assertThat(actions.before(ActionCode.CLIENT_FLUSH)).isTrue();
    coyoteResponse.setErrorException(failure);
    actions.after(ActionCode.CLIENT_FLUSH, null);

    assertThat(FailureOwners.of(failure)).isSameAs(connection);
  }

  /** It may be another's, that was recorded with this response since. */
  @Test
  void notesNothingThatWasThereBeforeAFlush() throws ReflectiveOperationException {
    IOException failure = new IOException("of another");
    AsyncActions actions = actions(watched());
    coyoteResponse.setErrorException(failure);

    actions.before(ActionCode.CLIENT_FLUSH);
    actions.after(ActionCode.CLIENT_FLUSH, null);

    assertThat(FailureOwners.of(failure)).isNull();
  }

  /** Tomcat may end it now, and tell nobody. */
  @Test
  void looksSoonAtWhoseEndMayBeNear() throws ReflectiveOperationException {
    for (ActionCode code :
        List.of(ActionCode.ASYNC_IS_ASYNC, ActionCode.ASYNC_COMPLETE, ActionCode.CLIENT_FLUSH)) {
      AsyncActions actions = actions(watched());
      hurried.clear();

      actions.before(code);

      assertThat(hurried).as("%s", code).hasSize(1);
    }
  }

  /** Tomcat keeps a request's objects, and with them what observes it. */
  @Test
  void keepsNoWebApplicationThroughWhatTomcatKeeps() throws Exception {
    WeakReference<AsyncRequest> connection = new WeakReference<>(watched());
    AsyncActions actions = actions(Objects.requireNonNull(connection.get()));
    asyncs.ended(Objects.requireNonNull(connection.get()));
    coyote.setAttribute(AsyncRequest.ATTRIBUTE, null);
    opened.clear();

    for (int i = 0; i < 50 && !connection.refersTo(null); i++) {
      asyncs.check();
      System.gc();
      Thread.sleep(20);
    }

    assertThat(connection.refersTo(null)).isTrue();
    assertThat(actions.before(ActionCode.CLIENT_FLUSH)).isFalse();
  }

  /** A Valve in a Context is down before the last requests of that have ended. */
  @Test
  void leavesARequestThatEndsAfterItsValve() throws ReflectiveOperationException {
    Request request = request();
    asyncs.watch(request, context -> List.of());
    AsyncRequest connection = Objects.requireNonNull(AsyncRequest.of(request));
    assertThat(hook()).isNotSameAs(processor);

    new DisconnectValve().log(request, request.getResponse(), 0);

    assertThat(connection.isOpen()).isFalse();
    assertThat(hook()).isSameAs(processor);
  }

  private Object hook() throws ReflectiveOperationException {
    return Objects.requireNonNull(
        PrivateField.get(org.apache.coyote.Request.class, "hook", coyote));
  }

  private AsyncActions actionsOf(AsyncSession session) {
    opened.add(session);
    return new AsyncActions(session);
  }

  private AsyncActions actions(AsyncRequest connection) throws ReflectiveOperationException {
    return actionsOf(AsyncSession.open(request(), connection, settings()));
  }

  private AsyncRequest watched() throws ReflectiveOperationException {
    Request request = request();
    asyncs.watch(request, context -> List.of(observer()));
    return Objects.requireNonNull(AsyncRequest.of(request));
  }

  private SessionObserver observer() {
    return new SessionObserver() {
      @Override
      public void opened(LiveSession session) {}

      @Override
      public void ended(LiveSession session, DeadSession end) {
        dead.add(end);
      }
    };
  }

  private AsyncSession.Keeper keeper() {
    return new AsyncSession.Keeper() {
      @Override
      public void lookSoon(AsyncSession session) {
        hurried.add(session);
      }

      @Override
      public void forgotten(AsyncSession session) {
        forgotten.add(session);
      }
    };
  }

  private AsyncSession.Settings settings(SessionObserver... observers) {
    Webapp webapp = new Webapp(getClass().getClassLoader(), mock(ServletContext.class));
    return new AsyncSession.Settings(webapp, List.of(observers), keeper());
  }

  private Request request() throws ReflectiveOperationException {
    coyote.requestURI().setString("/events");
    coyote.remoteAddr().setString("127.0.0.1");
    return ContainerRequests.async(processor, coyote, coyoteResponse);
  }

  private AsyncRequest connection(Request request) {
    AsyncRequest connection = new AsyncRequest(request, socket);
    coyote.setAttribute(AsyncRequest.ATTRIBUTE, connection);
    return connection;
  }

  private static final class Socket extends NioEndpoint.NioSocketWrapper {
    private boolean gone;

    Socket(NioEndpoint endpoint) {
      super(new NioChannel(new SocketBufferHandler(1, 1, false)), endpoint);
    }

    @Override
    public boolean isClosed() {
      return gone;
    }
  }
}
