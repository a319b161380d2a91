package io.hangup.it.whose;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Closes its session at any message, and at a failure, as many applications do. */
@ServerEndpoint("/closing")
public class ClosingEndpoint {
  @OnMessage
  public void message(Session session, String message) throws IOException {
    session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, message));
  }

  @OnError
  public void failed(Session session, Throwable failure) throws IOException {
    session.close();
  }
}
