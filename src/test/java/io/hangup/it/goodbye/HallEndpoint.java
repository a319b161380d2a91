package io.hangup.it.goodbye;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/** A programmatic endpoint that cannot open a session, but sends to it. */
public class HallEndpoint extends Endpoint {
  @Override
  public void onOpen(Session session, EndpointConfig config) {
    String name = session.getPathParameters().get("name");
    Room.SESSIONS.put(name, session);
    Room.push(name, 1, true);
    throw new IllegalStateException("The hall is closed");
  }
}
