package io.hangup.matrix.app;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A room. A guest's message names the way in which everybody else in it is sent to from another
 * thread; the guest gets {@code done} at the end. There is no {@code @OnError}: Tomcat logs too.
 */
@ServerEndpoint("/ws/broadcast/{room}")
public class WsBroadcast {
  private static final Map<String, Set<Session>> ROOMS = new ConcurrentHashMap<>();

  @OnOpen
  public void open(Session session, @PathParam("room") String room) {
    WsTalk.patience(session);
    ROOMS.computeIfAbsent(room, name -> ConcurrentHashMap.newKeySet()).add(session);
  }

  @OnClose
  public void close(Session session, @PathParam("room") String room) {
    ROOMS.get(room).remove(session);
  }

  @OnMessage
  public void message(Session guest, @PathParam("room") String room, String way)
      throws IOException {
    if (way.equals("hello")) {
      guest.getBasicRemote().sendText(way);
      return;
    }
    Set<Session> others = ConcurrentHashMap.newKeySet();
    others.addAll(ROOMS.get(room));
    others.remove(guest);
    new Thread(() -> WsBroadcasting.valueOf(way).broadcast(others, guest)).start();
  }
}
