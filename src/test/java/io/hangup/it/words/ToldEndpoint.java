package io.hangup.it.words;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs what it is told, and what it catches itself; the message says which. */
@ServerEndpoint("/told")
public class ToldEndpoint {
  private static final Logger log = Logger.getLogger(ToldEndpoint.class.getName());
  private static final int MANY = 100_000;

  @OnMessage
  public void message(Session session, String what) {
    if (what.equals("handler")) {
      send(session);
    } else {
      pay(session);
    }
  }

  private static void pay(Session session) {
    try {
      for (int i = 0; i < MANY; i++) {
        session.getBasicRemote().sendBinary(ByteBuffer.allocate(8192));
      }
    } catch (IOException e) {
      log.log(Level.SEVERE, "Payment 42 could not be rolled back", e);
    }
  }

  private static void send(Session session) {
    session
        .getAsyncRemote()
        .sendBinary(
            ByteBuffer.allocate(8192),
            result -> {
              if (result.isOK()) {
                send(session);
              } else {
                log.log(Level.SEVERE, "Told by the send handler", result.getException());
              }
            });
  }

  @OnError
  public void failed(Throwable failure) {
    log.log(Level.SEVERE, "Told by the container", failure);
  }
}
