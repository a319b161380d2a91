package io.hangup.it.whose;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Guests who send to each other. There is no {@code @OnError}: Tomcat logs what comes out. */
@ServerEndpoint("/room/{name}")
public class RoomEndpoint {
  /** Lets go who is held. */
  static final Semaphore RELEASE = new Semaphore(0);

  private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();
  private static final int MANY = 50_000;
  private static final int PATIENCE_SECONDS = 20;

  @OnOpen
  public void open(Session session, @PathParam("name") String name) {
    SESSIONS.put(name, session);
  }

  @OnClose
  public void close(Session session, @PathParam("name") String name) {
    SESSIONS.remove(name, session);
  }

  /**
   * Is busy with {@code hold}, so that a sender is the first to notice that this client has gone;
   * any other message is the name of the one to send much to.
   */
  @OnMessage
  public void message(Session session, String message) throws IOException, InterruptedException {
    if (message.equals("hold")) {
      session.getBasicRemote().sendText("held");
      RELEASE.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } else {
      try {
        sendMuchTo(message);
      } finally {
        session.getBasicRemote().sendText("tried");
      }
    }
  }

  static int guests() {
    return SESSIONS.size();
  }

  static void sendMuchTo(String name) throws IOException {
    String text = "x".repeat(8192);
    for (int i = 0; i < MANY; i++) {
      SESSIONS.get(name).getBasicRemote().sendText(text);
    }
  }
}
