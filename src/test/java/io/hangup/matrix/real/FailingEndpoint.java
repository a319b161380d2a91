package io.hangup.matrix.real;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails as the message says. Without {@code @OnError}: Tomcat logs what it throws. */
@ServerEndpoint("/fail-socket")
public class FailingEndpoint {
  private final AtomicInteger steps = new AtomicInteger();
  private Task task;

  @OnMessage
  public void message(Session session, String text) throws IOException {
    task = Task.parse(text);
    try {
      task.run(new Order(task.backend(), null, null), () -> write(session));
    } finally {
      step();
    }
  }

  private static Void write(Session session) throws IOException {
    session.getBasicRemote().sendText(".");
    return null;
  }

  @OnClose
  public void close() {
    step();
  }

  /**
   * A failed write closes the session before the message has been handled; or it is closed after.
   */
  private void step() {
    if (steps.incrementAndGet() == 2) {
      task.ended();
    }
  }
}
