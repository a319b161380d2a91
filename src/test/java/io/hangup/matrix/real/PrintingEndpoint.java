package io.hangup.matrix.real;

import jakarta.websocket.OnError;
import jakarta.websocket.server.ServerEndpoint;

/** Prints what it is told of. */
@ServerEndpoint("/print-socket")
public class PrintingEndpoint extends FailingEndpoint {

  @OnError
  public void error(Throwable failure) {
    failure.printStackTrace();
  }
}
