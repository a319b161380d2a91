package io.hangup.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.hangup.classify.Classifier;
import io.hangup.report.Reporter;
import io.hangup.session.Webapp;
import jakarta.servlet.ServletContext;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender that fails because its reader closed the connection: has the client gone, or not? */
class PushedOutTest {
  private final SessionWatch watch = watch();
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
    watch.cutShort().add(lost, true);

    assertThat(watch.find(closed(182))).isNull();
  }

  @Test
  void isNoneWhereItIsNotKnownWhichLineItIs() {
    SessionWatch unknowing = watch();
    unknowing.cutShort().add(lost, true);

    assertThat(unknowing.find(closed())).isNull();
  }

  @Test
  void isTheSessionThatHasJustBeenLost() {
    watch.cutShort().add(lost, true);
    EOFException failure = closed();

    assertThat(watch.find(new IOException(failure))).isSameAs(lost);
    assertThat(watch.find(closed())).as("once").isNull();
  }

  @Test
  void isNoneWhereNoMessageWasOnItsWay() {
    watch.cutShort().add(lost, false);

    assertThat(watch.find(closed())).isNull();
  }

  /** Tomcat tells the endpoint first, then the sender, and says 1006 to both. */
  @Test
  void isNoneWhereTheReaderCouldNotInflateTheMessage() {
    watch.cutShort().add(lost, true);
    WatchedEndpoint endpoint =
        new WatchedEndpoint(mock(Endpoint.class), mock(ServerEndpointConfig.class), other, null);

    endpoint.onError(mock(Session.class), new IOException("Failed to decompress a frame"));

    assertThat(watch.find(closed())).isNull();
  }

  @Test
  void mayBeLostWhereTheApplicationHasFailed() {
    watch.cutShort().add(lost, true);
    WatchedEndpoint endpoint =
        new WatchedEndpoint(mock(Endpoint.class), mock(ServerEndpointConfig.class), other, null);

    endpoint.onError(mock(Session.class), new IllegalStateException("a bug"));

    assertThat(watch.find(closed())).isSameAs(lost);
  }

  private WatchedSession session() {
    return new WatchedSession(
        "/app",
        new Webapp(getClass().getClassLoader(), mock(ServletContext.class)),
        "192.0.2.1:4711",
        false,
        List.of(),
        watch,
        Upkeep.NONE);
  }

  private static SessionWatch watch() {
    Reporter reporter = new Reporter(LogFactory.getLog(PushedOutTest.class));
    return new SessionWatch(new Classifier(), reporter, Runnable::run);
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
