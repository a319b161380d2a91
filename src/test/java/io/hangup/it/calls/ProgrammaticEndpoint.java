package io.hangup.it.calls;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;

/** A programmatic endpoint. */
public class ProgrammaticEndpoint extends Endpoint {
  @Resource(name = "greeting")
  private String greeting;

  public ProgrammaticEndpoint() {
    Calls.add("new", this);
  }

  @PostConstruct
  void constructed() {
    Calls.add("postConstruct", this, greeting);
  }

  @PreDestroy
  void destroyed() {
    Calls.add("preDestroy", this, greeting);
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    Calls.add("onOpen", this, session, config, greeting);
    session.getUserProperties().put("opened", "yes");
    session.addMessageHandler(
        String.class, (MessageHandler.Whole<String>) message -> message(session, message));
    Behaviour.maybeThrow("open", who(session));
  }

  private void message(Session session, String message) {
    Calls.add("onMessage", this, message, session);
    try {
      session.getBasicRemote().sendText(Behaviour.answer(session, message));
    } catch (IOException e) {
      throw new IllegalArgumentException("wrapped", e);
    }
  }

  @Override
  public void onError(Session session, Throwable failure) {
    Calls.add("onError", this, session, failure);
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    Calls.add("onClose", this, session, reason.toString());
    Behaviour.maybeThrow("close", who(session));
  }

  private static String who(Session session) {
    return session.getPathParameters().get("who");
  }
}
