package io.hangup.it.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Keeps its sessions by name, and does what its clients ask for. */
@ServerEndpoint("/ws/{name}")
public class LiveEndpoint {
  static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();
  static final List<String> HEARD = new CopyOnWriteArrayList<>();

  private static final String IDLE = "org.apache.tomcat.websocket.";
  private static final Long IDLE_MILLIS = 4000L;
  private static final int SLOW_MILLIS = 1500;
  private static final Long CLOSE_TIMEOUT_MILLIS = 1000L;

  @OnOpen
  public void open(Session session, @PathParam("name") String name) {
    // Tomcat would keep a session for 30 s whose client does not answer its good-bye.
    session
        .getUserProperties()
        .put("org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT", CLOSE_TIMEOUT_MILLIS);
    switch (name) {
      case "max-idle" -> session.setMaxIdleTimeout(IDLE_MILLIS);
      case "read-idle" ->
          session.getUserProperties().put(IDLE + "READ_IDLE_TIMEOUT_MS", IDLE_MILLIS);
      case "write-idle" ->
          session.getUserProperties().put(IDLE + "WRITE_IDLE_TIMEOUT_MS", IDLE_MILLIS);
      default -> {}
    }
    SESSIONS.put(name, session);
  }

  @OnMessage
  public String message(Session session, @PathParam("name") String name, String message)
      throws IOException, InterruptedException {
    String[] words = message.split(" ", -1);
    switch (words[0]) {
      case "work" -> TimeUnit.MILLISECONDS.sleep(Long.parseLong(words[1]));
      case "ping" -> session.getBasicRemote().sendPing(ByteBuffer.wrap(words[1].getBytes(UTF_8)));
      case "close" -> new Thread(() -> close(session)).start();
      default -> {}
    }
    return message;
  }

  @OnMessage
  public void pong(@PathParam("name") String name, PongMessage pong) {
    HEARD.add(name + " pong [" + UTF_8.decode(pong.getApplicationData()) + "]");
  }

  @OnClose
  public void close(@PathParam("name") String name, Session session, CloseReason reason) {
    SESSIONS.remove(name, session);
    HEARD.add(name + " closed " + reason.getCloseCode().getCode());
  }

  @OnError
  public void error(@PathParam("name") String name, Throwable failure) throws InterruptedException {
    if (name.startsWith("slow")) {
      TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
    }
    HEARD.add(name + " error");
  }

  private static void close(Session session) {
    try {
      session.close();
    } catch (IOException e) {
      // It has ended otherwise meanwhile, and that is what matters.
    }
  }

  /** Sends more than any buffer holds, without waiting, and gives up soon. */
  static void flood(String name, long timeoutMillis) {
    Session session = SESSIONS.get(name);
    session.getAsyncRemote().setSendTimeout(timeoutMillis);
    session.getAsyncRemote().sendText(Flood.TEXT, result -> {});
  }

  /** One for all clients, and none as long as nobody is flooded. */
  private static final class Flood {
    static final String TEXT = "x".repeat(32 << 20);
  }
}
