package io.hangup.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.fixture.PrivateField;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Request;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is reported when a request's pipeline has come back, and when it has ended. */
class RequestTrackerTest {
  private final NioEndpoint endpoint = new NioEndpoint();
  private final Http11Processor processor =
      new Http11Processor(new Http11NioProtocol(), mock(Adapter.class));
  private final org.apache.coyote.Request coyote = new org.apache.coyote.Request();
  private final org.apache.coyote.Response answer = new org.apache.coyote.Response();
  private final List<Disconnect> reported = new ArrayList<>();
  private final RequestTracker tracker =
      new RequestTracker(
          new Classifier(),
          new Reporter(LogFactory.getLog(RequestTrackerTest.class), reported::add),
          context -> List.of());

  @BeforeEach
  void connect() throws ReflectiveOperationException {
    PrivateField.set(
        AbstractProcessor.class,
        "socketWrapper",
        processor,
        new NioEndpoint.NioSocketWrapper(
            new NioChannel(new SocketBufferHandler(1, 1, false)), endpoint));
    PrivateField.set(org.apache.tomcat.util.net.AbstractEndpoint.class, "running", endpoint, true);
  }

  @Test
  void reportsWhatTomcatRecordedOfTheClient() throws ReflectiveOperationException {
    Request request = request("/aborted");
    answer.setErrorException(new ClientAbortException(new IOException("Broken pipe")));

    tracker.afterPipeline(request, CurrentRequest.begin(request, request.getResponse(), null));

    assertThat(reported).hasSize(1);
    assertThat(reported.get(0).kind()).isEqualTo(Kind.BROKEN_PIPE);
    assertThat(reported.get(0).phase()).isEqualTo(Phase.WRITE);
    assertThat(reported.get(0).client().endpoint()).isEqualTo("/aborted");
    assertThat(coyote.getAttribute(Disconnect.REQUEST_ATTRIBUTE)).isEqualTo("BROKEN_PIPE/write");
  }

  /** The Valve of a Host and that of an Engine both see a request end. */
  @Test
  void reportsItOnce() throws ReflectiveOperationException {
    Request request = request("/aborted");
    answer.setErrorException(new ClientAbortException(new IOException("Broken pipe")));

    tracker.afterPipeline(request, CurrentRequest.begin(request, request.getResponse(), null));
    tracker.afterPipeline(request, CurrentRequest.begin(request, request.getResponse(), null));
    tracker.afterRequest(request, request.getResponse());

    assertThat(reported).hasSize(1);
  }

  @Test
  void reportsNothingOfARequestThatWentWell() throws ReflectiveOperationException {
    Request request = request("/well");

    tracker.afterPipeline(request, CurrentRequest.begin(request, request.getResponse(), null));
    tracker.afterRequest(request, request.getResponse());

    assertThat(reported).isEmpty();
    assertThat(coyote.getAttribute(Disconnect.REQUEST_ATTRIBUTE)).isNull();
  }

  /** The application's own failure is recorded with the response, too. */
  @Test
  void reportsNothingOfAnApplicationsFailure() throws ReflectiveOperationException {
    Request request = request("/failed");
    answer.setErrorException(new IllegalStateException("a mistake"));

    tracker.afterPipeline(request, CurrentRequest.begin(request, request.getResponse(), null));

    assertThat(reported).isEmpty();
  }

  /** One object serves all requests of a thread, and a forward's within another's. */
  @Test
  void usesAThreadsObjectAgainOnceItsRequestHasEnded() throws ReflectiveOperationException {
    Request request = request("/one");
    CurrentRequest outer = CurrentRequest.begin(request, request.getResponse(), null);
    CurrentRequest inner = CurrentRequest.begin(request, request.getResponse(), null);
    inner.end();
    outer.end();

    CurrentRequest next = CurrentRequest.begin(request, request.getResponse(), null);

    assertThat(inner).isNotSameAs(outer);
    assertThat(next).isSameAs(outer);
    next.end();
  }

  @Test
  void describesTheRequestThatGoesOn() throws ReflectiveOperationException {
    Request request = request("/described");
    CurrentRequest current = CurrentRequest.begin(request, request.getResponse(), null);

    assertThat(current.isOf(request)).isTrue();
    assertThat(current.secure()).isFalse();
    assertThat(current.webappLoader()).isNull();
    assertThat(current.isDisconnected()).isFalse();
    assertThat(current.isClosedByServer()).isFalse();
    assertThat(current.client().endpoint()).isEqualTo("/described");
    current.end();
  }

  /** A stopped connector closes its connections: no client has hung up. */
  @Test
  void seesThatTheServerHasClosed() throws ReflectiveOperationException {
    Request request = request("/stopped");
    PrivateField.set(org.apache.tomcat.util.net.AbstractEndpoint.class, "running", endpoint, false);

    CurrentRequest current = CurrentRequest.begin(request, request.getResponse(), null);

    assertThat(current.isClosedByServer()).isTrue();
    current.end();
  }

  private Request request(String uri) throws ReflectiveOperationException {
    coyote.requestURI().setString(uri);
    coyote.remoteAddr().setString("127.0.0.1");
    return ContainerRequests.of(processor, coyote, answer);
  }
}
