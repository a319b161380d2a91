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
import java.util.logging.Level;
import java.util.logging.Logger;

/** Guests who send to each other. There is no {@code @OnError}: Tomcat logs what comes out. */
@ServerEndpoint("/room/{name}")
public class RoomEndpoint {
  /** Lets go who is held. */
  static final Semaphore RELEASE = new Semaphore(0);

  private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();
  private static final Logger log = Logger.getLogger(RoomEndpoint.class.getName());
  private static final int AFTER_THE_FIRST = 4;
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

  /** Writes on to each guest after it has failed, on a thread of the application's. */
  static void writeOn() throws InterruptedException {
    Thread loop =
        new Thread(() -> SESSIONS.values().forEach(RoomEndpoint::writeOnTo), "room-writer");
    loop.start();
    loop.join();
  }

  private static void writeOnTo(Session session) {
    boolean failed = false;
    for (int rest = AFTER_THE_FIRST; rest > 0; rest -= failed ? 1 : 0) {
      try {
        session.getBasicRemote().sendText("x".repeat(8192));
      } catch (IOException | RuntimeException e) {
        log.log(Level.SEVERE, "Not written", e);
        failed = true;
      }
    }
  }

  /** Sends a guest away, but keeps the session. */
  static void sendAway(String name) throws IOException {
    Session session = SESSIONS.get(name);
    session.close();
    SESSIONS.put(name, session);
  }

  static void clear() {
    SESSIONS.clear();
  }

  static void sendMuchTo(String name) throws IOException {
    String text = "x".repeat(8192);
    for (int i = 0; i < MANY; i++) {
      SESSIONS.get(name).getBasicRemote().sendText(text);
    }
  }
}
