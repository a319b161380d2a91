package io.hangup.matrix.app;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** An endpoint that prints what goes wrong. */
@ServerEndpoint("/ws/printing")
public class WsPrinting {
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
    failure.printStackTrace();
  }
}
