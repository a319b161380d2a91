package com.example.app;

import java.io.IOException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * Answers each message; {@code flood} with messages until the client has gone, {@code backend:PORT}
 * with what a backend says, and {@code late:PORT} with both.
 */
class TalkHandler extends TextWebSocketHandler {
  private static final TextMessage LONG = new TextMessage("x".repeat(4096));

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message)
      throws IOException {
    session.sendMessage(message);
    String[] words = message.getPayload().split(":");
    switch (words[0]) {
      case "flood" -> flood(session);
      case "backend" -> Backend.ask(Integer.parseInt(words[1]));
      case "late" -> {
        try {
          flood(session);
        } catch (IOException e) {
          Backend.ask(Integer.parseInt(words[1]));
        }
      }
      default -> {}
    }
  }

  private static void flood(WebSocketSession session) throws IOException {
    while (true) {
      session.sendMessage(LONG);
    }
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    Ended.COUNT.incrementAndGet();
  }
}
