package io.hangup.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.delivery.LiveSession;
import io.hangup.internal.delivery.SessionObserver;
import io.hangup.session.DeadSession;
import io.hangup.session.SessionType;
import io.hangup.session.Webapp;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.Test;

/** How an asynchronous request ends, in the words of a session's end. */
class AsyncSessionTest {
  private final List<LiveSession> opened = new ArrayList<>();
  private final List<DeadSession> dead = new ArrayList<>();

  @Test
  void isOpenedAsASession() throws ReflectiveOperationException {
    AsyncSession session = open();

    assertThat(opened).containsExactly(session);
    assertThat(session.opening().type()).isEqualTo(SessionType.ASYNC_REQUEST);
    assertThat(session.opening().endpoint()).isEqualTo("/events");
    assertThat(session.opening().httpSessionId()).isNull();
    assertThat(session.isOf(getClass().getClassLoader())).isTrue();
  }

  @Test
  void endsWellWhereNothingHappened() throws ReflectiveOperationException {
    open().ended();

    assertEnd(1000, "", true);
  }

  @Test
  void endsOnce() throws ReflectiveOperationException {
    AsyncSession session = open();
    session.ended();
    session.failed();
    session.ended();

    assertThat(dead).hasSize(1);
  }

  /** A timeout that nobody took care of is a failure as well. */
  @Test
  void saysTheFirstReasonOfAnAbnormalEnd() throws ReflectiveOperationException {
    AsyncSession session = open();
    session.timedOut();
    session.failed();
    session.forgotten();
    session.ended();

    assertEnd(1006, "timed out", false);
  }

  @Test
  void saysThatTomcatForgotIt() throws ReflectiveOperationException {
    AsyncSession session = open();
    session.forgotten();
    session.ended();

    assertEnd(1006, "forgotten", false);
  }

  @Test
  void namesTheDisconnectThatEndedIt() throws ReflectiveOperationException {
    AsyncSession session = open();
    Disconnect disconnect =
        Classifier.withoutThrowable(session.connection(), Kind.RESET, Phase.WRITE, "for this test");
    session.connection().markReported(disconnect);
    session.ended();

    assertEnd(1006, "", false);
    assertThat(dead.get(0).disconnect()).isSameAs(disconnect);
  }

  private void assertEnd(int code, String reason, boolean clean) {
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).closeCode()).isEqualTo(code);
    assertThat(dead.get(0).reason()).isEqualTo(reason);
    assertThat(dead.get(0).wasClean()).isEqualTo(clean);
  }

  private AsyncSession open() throws ReflectiveOperationException {
    org.apache.coyote.Request coyote = new org.apache.coyote.Request();
    coyote.requestURI().setString("/events");
    coyote.remoteAddr().setString("127.0.0.1");
    Request request =
        ContainerRequests.async(
            new Http11Processor(new Http11NioProtocol(), mock(Adapter.class)),
            coyote,
            new org.apache.coyote.Response());
    NioEndpoint.NioSocketWrapper socket =
        new NioEndpoint.NioSocketWrapper(
            new NioChannel(new SocketBufferHandler(1, 1, false)), new NioEndpoint());
    Webapp webapp = new Webapp(getClass().getClassLoader(), mock(ServletContext.class));
    return AsyncSession.open(
        request,
        new AsyncRequest(request, socket),
        new AsyncSession.Settings(
            webapp, List.of(new Observer()), mock(AsyncSession.Keeper.class)));
  }

  private final class Observer implements SessionObserver {
    @Override
    public void opened(LiveSession session) {
      opened.add(session);
    }

    @Override
    public void ended(LiveSession session, DeadSession end) {
      dead.add(end);
    }
  }
}
