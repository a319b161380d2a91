package io.hangup.matrix.app;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** An endpoint whose {@code @OnClose} throws what went wrong. */
@ServerEndpoint("/ws/throwing-on-close")
public class WsThrowingOnClose {
  private volatile Throwable failure;

  @OnOpen
  public void open(Session session) {
    WsTalk.patience(session);
  }

  @OnMessage
  public void message(Session session, String message) throws IOException {
    WsTalk.answer(session, message);
  }

  @OnError
  public void error(Throwable thrown) {
    failure = thrown;
  }

  @OnClose
  public void close() {
    throw new IllegalStateException("Ended by", failure);
  }
}
