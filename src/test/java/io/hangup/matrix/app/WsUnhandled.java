package io.hangup.matrix.app;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** An endpoint without {@code @OnError}: Tomcat logs for it. */
@ServerEndpoint("/ws/unhandled")
public class WsUnhandled {
  @OnOpen
  public void open(Session session) {
    WsTalk.patience(session);
  }

  @OnMessage
  public void message(Session session, String message) throws IOException {
    WsTalk.answer(session, message);
  }
}
