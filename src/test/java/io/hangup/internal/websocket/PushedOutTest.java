package io.hangup.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.hangup.fixture.PrivateField;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.Semaphore;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.websocket.WsRemoteEndpointImplBase;
import org.apache.tomcat.websocket.WsSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender that fails because its reader closed the connection: has the client gone, or not? */
class PushedOutTest {
  private final WebSocketSessions watch = watch();
  private final WatchedSession lost = session();
  private final WatchedSession other = session();

  @BeforeEach
  void readingHasFailedOnce() {
    watch.noteOnErrorLine(
        new StackTraceElement[] {frame("onError", 240), frame("upgradeDispatch", 185)});
  }

  /** It closes before the line that tells of a failed read. */
  @Test
  void isNoneWhereTheClientHasBrokenTheProtocol() {
    watch.interrupted().add(lost, true);

    assertThat(watch.find(closed(182))).isNull();
  }

  @Test
  void isNoneWhereItIsNotKnownWhichLineItIs() {
    WebSocketSessions unknowing = watch();
    unknowing.interrupted().add(lost, true);

    assertThat(unknowing.find(closed())).isNull();
  }

  @Test
  void isTheSessionThatHasJustBeenLost() {
    watch.interrupted().add(lost, true);
    EOFException failure = closed();

    assertThat(watch.find(new IOException(failure))).isSameAs(lost);
    assertThat(watch.find(closed())).as("once").isNull();
  }

  @Test
  void isNoneWhereNoMessageWasOnItsWay() {
    watch.interrupted().add(lost, false);

    assertThat(watch.find(closed())).isNull();
  }

  /**
   * Tomcat closes only when the application has been told, and another thread may send meanwhile.
   */
  @Test
  void isTheSessionWhoseMessageWasBegunWhileTheApplicationWasTold() throws Exception {
    Semaphore free = new Semaphore(1);
    Session open = open(free);
    Endpoint application = mock(Endpoint.class);
    doAnswer(call -> free.tryAcquire()).when(application).onError(any(), any());
    lost.opened(open, "/ws");

    new WatchedEndpoint(application, mock(ServerEndpointConfig.class), lost).onError(open, reset());

    assertThat(watch.find(closed())).isSameAs(lost);
    assertThat(watch.find(closed())).as("once").isNull();
  }

  /** A session to which nothing is being sent, as long as {@code free} is. */
  private static WsSession open(Semaphore free) throws ReflectiveOperationException {
    WsRemoteEndpointImplBase remote = mock(WsRemoteEndpointImplBase.class);
    PrivateField.set(WsRemoteEndpointImplBase.class, "messagePartInProgress", remote, free);
    return TestSessions.sentToBy(remote);
  }

  private static SocketException reset() {
    SocketException failure = new SocketException("Connection reset");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "org.apache.tomcat.util.net.NioChannel", "read", "NioChannel.java", 1)
        });
    return failure;
  }

  /** Tomcat tells the endpoint first, then the sender, and says 1006 to both. */
  @Test
  void isNoneWhereTheReaderCouldNotInflateTheMessage() {
    watch.interrupted().add(lost, true);
    WatchedEndpoint endpoint =
        new WatchedEndpoint(mock(Endpoint.class), mock(ServerEndpointConfig.class), other);

    endpoint.onError(mock(Session.class), new IOException("Failed to decompress a frame"));

    assertThat(watch.find(closed())).isNull();
  }

  @Test
  void mayBeLostWhereTheApplicationHasFailed() {
    watch.interrupted().add(lost, true);
    WatchedEndpoint endpoint =
        new WatchedEndpoint(mock(Endpoint.class), mock(ServerEndpointConfig.class), other);

    endpoint.onError(mock(Session.class), new IllegalStateException("a bug"));

    assertThat(watch.find(closed())).isSameAs(lost);
  }

  private WatchedSession session() {
    return TestSessions.watchedBy(watch);
  }

  private static WebSocketSessions watch() {
    Reporter reporter = new Reporter(LogFactory.getLog(PushedOutTest.class));
    return new WebSocketSessions(new Classifier(), reporter, Runnable::run, result -> {});
  }

  private static EOFException closed() {
    return closed(187);
  }

  private static EOFException closed(int line) {
    EOFException failure = new EOFException();
    failure.setStackTrace(
        new StackTraceElement[] {
          frame("close", 244), frame("upgradeDispatch", line),
        });
    return failure;
  }

  private static StackTraceElement frame(String method, int line) {
    return new StackTraceElement(
        "org.apache.tomcat.websocket.server.WsHttpUpgradeHandler",
        method,
        "WsHttpUpgradeHandler.java",
        line);
  }
}
