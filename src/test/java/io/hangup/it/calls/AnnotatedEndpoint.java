package io.hangup.it.calls;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** An annotated endpoint with everything. */
@ServerEndpoint(
    value = "/annotated/{who}",
    configurator = RecordingConfigurator.class,
    subprotocols = {"chat", "other"},
    encoders = WordEncoder.class,
    decoders = WordDecoder.class)
public class AnnotatedEndpoint {
  @Resource(name = "greeting")
  private String greeting;

  public AnnotatedEndpoint() {
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

  @OnOpen
  public void open(Session session, EndpointConfig config, @PathParam("who") String who) {
    Calls.add("onOpen", this, session, config, who, greeting);
    session.getUserProperties().put("opened", "yes");
    Behaviour.maybeThrow("open", who);
  }

  @OnMessage
  public Word message(Word message, Session session, @PathParam("who") String who)
      throws IOException {
    Calls.add("onMessage", this, message.text(), session, who);
    return new Word(Behaviour.answer(session, message.text()));
  }

  @OnError
  public void error(Session session, Throwable failure, @PathParam("who") String who) {
    Calls.add("onError", this, session, failure, who);
  }

  @OnClose
  public void close(Session session, CloseReason reason, @PathParam("who") String who) {
    Calls.add("onClose", this, session, reason.toString(), who);
    Behaviour.maybeThrow("close", who);
  }
}
