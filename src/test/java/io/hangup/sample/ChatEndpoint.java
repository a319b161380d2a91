package io.hangup.sample;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A chat as tutorials have it: no {@code @OnError}, and sessions that nobody ever removes. */
@ServerEndpoint("/ws/{name}")
public class ChatEndpoint {
  static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

  private static final int FLOOD = 10_000_000;

  @OnOpen
  public void open(Session session, @PathParam("name") String name) {
    SESSIONS.put(session.getId(), session);
  }

  @OnMessage
  public void message(Session session, String message) throws IOException {
    if (message.equals("flood")) {
      String text = "x".repeat(1000);
      for (int i = 0; i < FLOOD; i++) {
        session.getBasicRemote().sendText(text);
      }
    } else {
      session.getBasicRemote().sendText(message);
    }
  }
}
