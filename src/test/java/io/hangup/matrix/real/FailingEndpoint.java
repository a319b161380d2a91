package io.hangup.matrix.real;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Fails as the message says. Without {@code @OnError}: Tomcat logs what it throws. */
@ServerEndpoint("/fail-socket")
public class FailingEndpoint {
  private Task task;

  @OnMessage
  public void message(Session session, String text) throws IOException {
    task = Task.parse(text);
    task.run(new Order(task.backend(), null, null), () -> write(session));
  }

  private static Void write(Session session) throws IOException {
    session.getBasicRemote().sendText(".");
    return null;
  }

  @OnClose
  public void close() {
    if (task != null) {
      task.ended();
    }
  }
}
