package io.hangup.matrix.app;

import jakarta.websocket.Session;
import java.io.IOException;

/** What the endpoints answer. */
final class WsTalk {
  private static final int FLOOD = 50_000;
  private static final long TIMEOUT_MILLIS = 2000;

  private WsTalk() {}

  /** Has Tomcat give up soon on a client that does not read. */
  static void patience(Session session) {
    session
        .getUserProperties()
        .put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", TIMEOUT_MILLIS);
    session.getAsyncRemote().setSendTimeout(TIMEOUT_MILLIS);
  }

  /** Sends {@code message} back; on {@code flood}, more than any buffer holds. */
  static void answer(Session session, String message) throws IOException {
    if (message.equals("flood")) {
      String text = "x".repeat(1000);
      for (int i = 0; i < FLOOD; i++) {
        session.getBasicRemote().sendText(text);
      }
    } else {
      session.getBasicRemote().sendText(message);
    }
  }
}
