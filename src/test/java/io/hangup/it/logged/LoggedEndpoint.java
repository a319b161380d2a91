package io.hangup.it.logged;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Logs that its client hung up, and that the server it asks for its client did: a real error. */
@ServerEndpoint("/socket")
public class LoggedEndpoint {
  private static final AppLog log = AppLog.of(LoggedEndpoint.class);

  @OnMessage
  public String message(String port) throws IOException {
    try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
      backend.getOutputStream().write('?');
      return "answer " + backend.getInputStream().read();
    }
  }

  @OnError
  public void error(Throwable failure) {
    log.error("WebSocket error", failure);
  }
}
