package io.hangup.it.calls;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** An annotated endpoint without {@code @OnError} and with Tomcat's own configurator. */
@ServerEndpoint("/bare/{who}")
public class BareEndpoint {
  @Resource(name = "greeting")
  private String greeting;

  public BareEndpoint() {
    Calls.add("new", this);
  }

  @PreDestroy
  void destroyed() {
    Calls.add("preDestroy", this);
  }

  @OnOpen
  public void open(Session session, @PathParam("who") String who) {
    Calls.add("onOpen", this, session, who, greeting);
    Behaviour.maybeThrow("open", who);
  }

  @OnMessage
  public String message(String message, Session session) throws IOException {
    Calls.add("onMessage", this, message, session);
    return Behaviour.answer(session, message);
  }

  @OnClose
  public void close(Session session, CloseReason reason, @PathParam("who") String who) {
    Calls.add("onClose", this, session, reason.toString());
    Behaviour.maybeThrow("close", who);
  }
}
