package io.hangup.it.goodbye;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An endpoint whose {@code @OnError} logs, or closes the session, as its path says. */
@ServerEndpoint("/room/{habit}/{name}")
public class RoomEndpoint {
  private static final Logger log = Logger.getLogger(RoomEndpoint.class.getName());
  private static final Long CLOSE_TIMEOUT_MILLIS = 1000L;

  @OnOpen
  public void open(
      Session session, @PathParam("habit") String habit, @PathParam("name") String name)
      throws IOException {
    session
        .getUserProperties()
        .put("org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT", CLOSE_TIMEOUT_MILLIS);
    Room.SESSIONS.put(name, session);
    if (habit.equals("failing")) {
      Room.push(name, 1, true);
      throw new IllegalStateException("This guest cannot be seated");
    }
  }

  @OnMessage
  public void message(Session session, String message) throws IOException, InterruptedException {
    if (message.equals("busy")) {
      session.getBasicRemote().sendText("busy");
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  @OnError
  public void failed(Session session, Throwable failure, @PathParam("habit") String habit)
      throws IOException {
    switch (habit) {
      case "closing" -> session.close();
      case "closing-logging" -> {
        session.close();
        log.log(Level.SEVERE, "The session has failed", failure);
      }
      case "quiet" -> {}
      default -> log.log(Level.SEVERE, "The session has failed", failure);
    }
  }

  @OnClose
  public void closed(@PathParam("name") String name) {
    log.info("closed " + name);
  }
}
