package io.hangup.it.goodbye;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** An endpoint without {@code @OnError}: Tomcat logs what fails. */
@ServerEndpoint("/plain/{name}")
public class PlainEndpoint {
  @OnOpen
  public void open(Session session, @PathParam("name") String name) {
    Room.SESSIONS.put(name, session);
  }

  @OnMessage
  public void message(Session session, String message) throws IOException, InterruptedException {
    session.getBasicRemote().sendText(message);
    if (message.equals("busy")) {
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }
}
