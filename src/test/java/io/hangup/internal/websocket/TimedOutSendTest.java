package io.hangup.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.hangup.disconnect.Kind;
import io.hangup.disconnect.Phase;
import io.hangup.fixture.PrivateField;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import jakarta.websocket.SendHandler;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer;
import org.apache.tomcat.websocket.server.WsServerContainer;
import org.apache.tomcat.websocket.server.WsWriteTimeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose an asynchronous send was that Tomcat gave up, when its sender logs so. */
class TimedOutSendTest {
  private static final long A_MINUTE = 60_000;

  private final WebSocketSessions watch =
      new WebSocketSessions(
          new Classifier(),
          new Reporter(LogFactory.getLog(TimedOutSendTest.class)),
          Runnable::run,
          result -> {});
  private WsWriteTimeout timeouts = new WsWriteTimeout();

  /** The watch would forget their sessions. */
  private final List<Send> sends = new ArrayList<>();

  /** Tomcat gives them up in this order, and closes each before it goes on to the next. */
  @Test
  void isTheSessionWhoseTimeWasUpFirst() throws Exception {
    sent(now() - 300);
    Send second = sending(now() - 100);
    Send first = sending(now() - 200);
    sending(now() + A_MINUTE);

    first.giveUp();
    assertThat(watch.endedWithin(givenUp())).isSameAs(first.session);
    first.close();
    second.giveUp();
    assertThat(watch.endedWithin(givenUp())).isSameAs(second.session);
  }

  /** Tomcat looks once a second, and each web application has its own. */
  @Test
  void isNoneThatMayYetBeSent() throws Exception {
    sending(now() - 300);
    timeouts = new WsWriteTimeout();
    Send send = sending(now() - 200);
    send.giveUp();

    assertThat(watch.endedWithin(givenUp())).isSameAs(send.session);
    send.close();
    send.tell();
    assertThat(watch.endedWithin(givenUp())).isSameAs(send.session);
  }

  /** As {@code Future.get()} throws it. */
  @Test
  void isClosedWhenItsSenderReadsIt() throws Exception {
    sent(now() - 200);
    Send send = sending(now() - 200);
    send.giveUp();
    send.close();

    assertThat(watch.endedWithin(new ExecutionException(givenUp()))).isSameAs(send.session);
    send.tell();
    assertThat(watch.endedWithin(new ExecutionException(givenUp()))).isSameAs(send.session);
  }

  /** Its end has been told of by then. */
  @Test
  void isToldOfWhenItsSenderReadsItMuchLater() throws Exception {
    Send send = sending(now() - A_MINUTE);
    send.giveUp();
    send.close();
    send.tell();

    assertThat(watch.endedWithin(new ExecutionException(givenUp()))).isSameAs(send.session);
  }

  @Test
  void isNoneWhereNoTimeWasUp() throws Exception {
    sending(now() + A_MINUTE);
    sending(now() - A_MINUTE);

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
   * A send that goes on.
   *
   * @param expiry when it is to be given up, in milliseconds of the system's clock
   */
  private Send sending(long expiry) throws ReflectiveOperationException {
    return new Send(expiry).begin();
  }

  /** One that went well, in time. */
  private Send sent(long expiry) throws ReflectiveOperationException {
    return new Send(expiry);
  }

  /** An asynchronous send, what Tomcat does with it, and the session. */
  private final class Send {
    private final SocketWrapperBase<?> socket = mock(SocketWrapperBase.class);
    private final WsRemoteEndpointImplServer remote =
        new WsRemoteEndpointImplServer(
            socket, new UpgradeInfo(), mock(WsServerContainer.class), null);
    private final WatchedSession session = TestSessions.watchedBy(watch);

    /** Tomcat's list, without its background thread, which would look by itself. */
    private final Set<Object> listed;

    @SuppressWarnings("unchecked")
    Send(long expiry) throws ReflectiveOperationException {
      listed = (Set<Object>) PrivateField.get(WsWriteTimeout.class, "endpoints", timeouts);
      set("wsWriteTimeout", timeouts);
      set("timeoutExpiry", expiry);
      sends.add(this);
      session.runsOn(socket);
      session.opened(TestSessions.sentToBy(remote), "/ws");
    }

    Send begin() throws ReflectiveOperationException {
      set("handler", mock(SendHandler.class));
      listed.add(remote);
      return this;
    }

    /** Tomcat takes the handler, to call it: since 10.1.60 under a lock. */
    void giveUp() throws ReflectiveOperationException {
      set("handler", null);
      completion().ifPresent(ReentrantLock::lock);
    }

    /** What Tomcat does after that. */
    void close() throws ReflectiveOperationException {
      when(socket.isClosed()).thenReturn(true);
      listed.remove(remote);
      completion().filter(ReentrantLock::isLocked).ifPresent(ReentrantLock::unlock);
    }

    private Optional<ReentrantLock> completion() throws ReflectiveOperationException {
      Class<?> type = WsRemoteEndpointImplServer.class;
      boolean locks =
          Stream.of(type.getDeclaredFields())
              .anyMatch(field -> field.getName().equals("writeCompletionLock"));
      return locks
          ? Optional.of((ReentrantLock) PrivateField.get(type, "writeCompletionLock", remote))
          : Optional.empty();
    }

    void tell() {
      session.markReported(
          Classifier.withoutThrowable(session, Kind.STALLED, Phase.WRITE, "for this test"));
    }

    private void set(String name, @Nullable Object value) throws ReflectiveOperationException {
      PrivateField.set(WsRemoteEndpointImplServer.class, name, remote, value);
    }
  }
}
