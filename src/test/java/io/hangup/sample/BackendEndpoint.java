package io.hangup.sample;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** An endpoint that asks a server of its own, which may reset: a real error. */
@ServerEndpoint("/backend")
public class BackendEndpoint {

  @OnMessage
  public String message(String port) throws IOException {
    try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
      backend.getOutputStream().write('?');
      return "answer " + backend.getInputStream().read();
    }
  }
}
