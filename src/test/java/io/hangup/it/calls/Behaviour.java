package io.hangup.it.calls;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;

/** What an endpoint does with a message, or when {@code who} has something in mind. */
final class Behaviour {
  private static final int MANY = 100_000;

  private Behaviour() {}

  static void maybeThrow(String where, String who) {
    if (who.contains(where)) {
      throw new IllegalStateException("on purpose: " + where);
    }
  }

  static String answer(Session session, String message) throws IOException {
    switch (message) {
      case "flood" -> flood(session);
      case "bye" -> session.close(new CloseReason(CloseCodes.getCloseCode(4001), "bye"));
      case "fail" -> throw new IOException("on purpose: message");
      default -> {}
    }
    return message;
  }

  private static void flood(Session session) throws IOException {
    String text = "x".repeat(1000);
    for (int i = 0; i < MANY; i++) {
      session.getBasicRemote().sendText(text);
    }
  }
}
