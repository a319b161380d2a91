package com.example.app;

import java.io.IOException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** Answers each message, and {@code flood} with messages until the client has gone. */
class TalkHandler extends TextWebSocketHandler {
  private static final TextMessage LONG = new TextMessage("x".repeat(4096));

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message)
      throws IOException {
    session.sendMessage(message);
    while (message.getPayload().equals("flood")) {
      session.sendMessage(LONG);
    }
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    Ended.COUNT.incrementAndGet();
  }
}
