package io.hangup.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.hangup.classify.Classifier;
import io.hangup.classify.Kind;
import io.hangup.classify.Phase;
import io.hangup.report.Reporter;
import io.hangup.session.Webapp;
import jakarta.servlet.ServletContext;
import jakarta.websocket.SendHandler;
import java.lang.reflect.Field;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.WsSession;
import org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer;
import org.apache.tomcat.websocket.server.WsServerContainer;
import org.apache.tomcat.websocket.server.WsWriteTimeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose an asynchronous send was that Tomcat gave up, when its sender logs so. */
class ExpiredSendTest {
  private static final long LONG_AGO = 60_000;

  private final SessionWatch watch =
      new SessionWatch(
          new Classifier(), new Reporter(LogFactory.getLog(ExpiredSendTest.class)), Runnable::run);
  private WsWriteTimeout timeouts = new WsWriteTimeout();

  private final Map<WatchedSession, WsRemoteEndpointImplServer> remotes = new HashMap<>();

  /** What Tomcat does after it has told a session's sender. */
  private final Map<WatchedSession, Runnable> closings = new HashMap<>();

  /** Tomcat gives them up in this order, and closes each before it goes on to the next. */
  @Test
  void isTheSessionWhoseTimeWasUpFirst() throws Exception {
    sent(now() - 300);
    WatchedSession second = sending(now() - 100);
    WatchedSession first = sending(now() - 200);
    sending(now() + 1000);

    giveUp(first);
    assertThat(watch.endedWithin(givenUp())).isSameAs(first);
    close(first);
    giveUp(second);
    assertThat(watch.endedWithin(givenUp())).isSameAs(second);
  }

  /** Tomcat looks once a second, and each web application has its own. */
  @Test
  void isNoneThatMayYetBeSent() throws Exception {
    sending(now() - 300);
    timeouts = new WsWriteTimeout();
    WatchedSession session = sending(now() - 200);
    giveUp(session);

    assertThat(watch.endedWithin(givenUp())).isSameAs(session);
    close(session);
    tell(session);
    assertThat(watch.endedWithin(givenUp())).isSameAs(session);
  }

  /** As {@code Future.get()} throws it. */
  @Test
  void isClosedWhenItsSenderReadsIt() throws Exception {
    sent(now() - 200);
    WatchedSession session = sending(now() - 200);
    giveUp(session);
    close(session);

    assertThat(watch.endedWithin(new ExecutionException(givenUp()))).isSameAs(session);
    tell(session);
    assertThat(watch.endedWithin(new ExecutionException(givenUp()))).isSameAs(session);
  }

  /** Its end has been told of by then. */
  @Test
  void isToldOfWhenItsSenderReadsItMuchLater() throws Exception {
    WatchedSession session = sending(now() - LONG_AGO);
    giveUp(session);
    close(session);
    tell(session);

    assertThat(watch.endedWithin(new ExecutionException(givenUp()))).isSameAs(session);
  }

  @Test
  void isNoneWhereNoTimeWasUp() throws Exception {
    sending(now() + 1000);
    sending(now() - LONG_AGO);

    assertThat(watch.endedWithin(givenUp())).isNull();
  }

  @Test
  void isNoneWhereAnotherTimeWasUp() throws Exception {
    sending(now() - 200);

    assertThat(watch.endedWithin(timeout("org.apache.tomcat.util.net.NioEndpoint", "read")))
        .isNull();
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private static void tell(WatchedSession session) {
    session.markTold(
        Classifier.withoutThrowable(session, Kind.STALLED, Phase.WRITE, "for this test"));
  }

  private static SocketTimeoutException givenUp() {
    return timeout("org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer", "onTimeout");
  }

  private static SocketTimeoutException timeout(String type, String method) {
    SocketTimeoutException failure = new SocketTimeoutException();
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement(type, method, "Source.java", 1)});
    return failure;
  }

  /**
   * A session to which something is being sent.
   *
   * @param expiry when that is to be given up, in milliseconds of the system's clock
   */
  private WatchedSession sending(long expiry) throws ReflectiveOperationException {
    return session(expiry, true);
  }

  /** A session to which something has been sent in time. */
  private WatchedSession sent(long expiry) throws ReflectiveOperationException {
    return session(expiry, false);
  }

  private WatchedSession session(long expiry, boolean sending) throws ReflectiveOperationException {
    SocketWrapperBase<?> socket = mock(SocketWrapperBase.class);
    WsRemoteEndpointImplServer remote =
        new WsRemoteEndpointImplServer(
            socket, new UpgradeInfo(), mock(WsServerContainer.class), null);
    set(remote, WsRemoteEndpointImplServer.class, "wsWriteTimeout", timeouts);
    set(remote, WsRemoteEndpointImplServer.class, "timeoutExpiry", expiry);
    if (sending) {
      set(remote, WsRemoteEndpointImplServer.class, "handler", mock(SendHandler.class));
      listed(timeouts).add(remote);
    }
    WsSession tomcats = mock(WsSession.class);
    set(tomcats, WsSession.class, "wsRemoteEndpoint", remote);
    when(tomcats.getId()).thenReturn("0");
    when(tomcats.getPathParameters()).thenReturn(Map.of());
    WatchedSession session =
        new WatchedSession(
            "/app",
            new Webapp(getClass().getClassLoader(), mock(ServletContext.class)),
            "192.0.2.1:4711",
            false,
            List.of(),
            watch,
            Upkeep.NONE);
    session.runsOn(socket);
    session.opened(tomcats, "/ws");
    remotes.put(session, remote);
    Set<Object> list = listed(timeouts);
    closings.put(
        session,
        () -> {
          when(socket.isClosed()).thenReturn(true);
          list.remove(remote);
        });
    return session;
  }

  /** Tomcat takes the handler, to call it. */
  private void giveUp(WatchedSession session) throws ReflectiveOperationException {
    set(remotes.get(session), WsRemoteEndpointImplServer.class, "handler", null);
  }

  private void close(WatchedSession session) {
    closings.get(session).run();
  }

  /** Without its background thread, which would look by itself. */
  @SuppressWarnings("unchecked")
  private static Set<Object> listed(WsWriteTimeout timeouts) throws ReflectiveOperationException {
    Field endpoints = WsWriteTimeout.class.getDeclaredField("endpoints");
    endpoints.setAccessible(true);
    return (Set<Object>) endpoints.get(timeouts);
  }

  private static void set(Object owner, Class<?> type, String name, @Nullable Object value)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    field.set(owner, value);
  }
}
