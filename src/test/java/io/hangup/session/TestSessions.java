package io.hangup.session;

import java.time.Instant;
import java.util.Map;

/** Sessions to tell registries of. */
public final class TestSessions {
  private TestSessions() {}

  public static OpenSession opened(String id, Object handle) {
    return opened(id, SessionType.WEBSOCKET, handle);
  }

  private static OpenSession opened(String id, SessionType type, Object handle) {
    return new OpenSession(
        id, type, "/chat", "/ws", Map.of(), null, null, "127.0.0.1:1", Instant.EPOCH, handle);
  }

  public static DeadSession dead(String id, Object handle) {
    return new DeadSession(opened(id, handle), Instant.EPOCH, 1006, "", false, null);
  }

  public static DeadSession deadRequest(String id, Object handle) {
    OpenSession opened = opened(id, SessionType.ASYNC_REQUEST, handle);
    return new DeadSession(opened, Instant.EPOCH, 1006, "", false, null);
  }
}
