package io.hangup.load.app;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Answers, and has no {@code @OnError}, as most endpoints. */
@ServerEndpoint("/ws")
public class LoadEndpoint {
  @OnOpen
  public void open(Session session) throws IOException {
    Live.OPEN.incrementAndGet();
    session.getBasicRemote().sendText("open~");
  }

  @OnMessage
  public String echo(String message) {
    return message;
  }

  @OnClose
  public void close() {
    Live.OPEN.decrementAndGet();
  }
}
