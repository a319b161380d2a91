package io.hangup.matrix.app;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An endpoint without annotations, which logs what goes wrong. */
public class WsProgrammatic extends Endpoint {
  private static final Logger LOG = Logger.getLogger(WsProgrammatic.class.getName());

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    WsTalk.patience(session);
    session.addMessageHandler(
        new MessageHandler.Whole<String>() {
          @Override
          public void onMessage(String message) {
            answer(session, message);
          }
        });
  }

  private static void answer(Session session, String message) {
    try {
      WsTalk.answer(session, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onError(Session session, Throwable failure) {
    LOG.log(Level.SEVERE, "WebSocket error", failure);
  }
}
