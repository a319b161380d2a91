package io.hangup.matrix.app;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** An endpoint whose {@code @OnError} throws what went wrong again, wrapped. */
@ServerEndpoint("/ws/rethrowing")
public class WsRethrowing {
  @OnOpen
  public void open(Session session) {
    WsTalk.patience(session);
  }

  @OnMessage
  public void message(Session session, String message) throws IOException {
    WsTalk.answer(session, message);
  }

  @OnError
  public void error(Throwable failure) {
    throw new RuntimeException("WebSocket error", failure);
  }
}
