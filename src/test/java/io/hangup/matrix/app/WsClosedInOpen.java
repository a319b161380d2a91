package io.hangup.matrix.app;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** An endpoint that refuses everybody. */
@ServerEndpoint("/ws/closed-in-open")
public class WsClosedInOpen {
  @OnOpen
  public void open(Session session) throws IOException {
    session.close();
  }

  @OnMessage
  public void message(String message) {}
}
