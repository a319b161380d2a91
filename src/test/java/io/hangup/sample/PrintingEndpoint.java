package io.hangup.sample;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** An endpoint that prints what goes wrong, as an IDE's template has it. */
@ServerEndpoint("/printing")
public class PrintingEndpoint {

  @OnOpen
  public void open(Session session) {
    ChatEndpoint.SESSIONS.put(session.getId(), session);
  }

  @OnMessage
  public String message(String message) {
    return message;
  }

  @OnError
  public void error(Throwable failure) {
    failure.printStackTrace();
  }
}
