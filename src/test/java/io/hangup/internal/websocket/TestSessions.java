package io.hangup.internal.websocket;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.hangup.fixture.PrivateField;
import io.hangup.session.Webapp;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.websocket.WsRemoteEndpointImplBase;
import org.apache.tomcat.websocket.WsSession;

/** Sessions without a client. */
final class TestSessions {
  private TestSessions() {}

  /** One that nobody observes. */
  static WatchedSession watchedBy(WebSocketSessions watch) {
    SessionSettings settings =
        new SessionSettings(
            "/app",
            new Webapp(TestSessions.class.getClassLoader(), mock(ServletContext.class)),
            null,
            List.of(),
            Upkeep.NONE,
            watch);
    return new WatchedSession(settings, "192.0.2.1:4711", false);
  }

  /** Tomcat's, which is sent to through {@code remote}. */
  static WsSession sentToBy(WsRemoteEndpointImplBase remote) throws ReflectiveOperationException {
    WsSession session = mock(WsSession.class);
    PrivateField.set(WsSession.class, "wsRemoteEndpoint", session, remote);
    when(session.getId()).thenReturn("0");
    when(session.getPathParameters()).thenReturn(Map.of());
    return session;
  }
}
