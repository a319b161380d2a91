package io.hangup.matrix.app;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An endpoint that logs what goes wrong. */
@ServerEndpoint("/ws/logging")
public class WsLogging {
  private static final Logger LOG = Logger.getLogger(WsLogging.class.getName());

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
    LOG.log(Level.SEVERE, "WebSocket error", failure);
  }
}
