package io.hangup.it.live;

import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The ways in which a server pushes to its clients without end, and says nothing of a failure. */
enum Push {
  BLOCKING {
    @Override
    void send(Session session) throws IOException {
      session.getBasicRemote().sendText(TEXT);
    }
  },

  /** Does not wait, nor ask what came of it. */
  FUTURE {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(Session session) {
      session.getAsyncRemote().sendText(TEXT);
    }
  },

  HANDLER {
    @Override
    void send(Session session) {
      session.getAsyncRemote().sendText(TEXT, result -> {});
    }
  };

  private static final String TEXT = "x".repeat(2000);
  private static final int PAUSE_MILLIS = 2;

  abstract void send(Session session) throws IOException;

  /** Pushes to {@code name}, on a thread of its own, for as long as it is kept and open. */
  void begin(String name) {
    Session session = LiveEndpoint.SESSIONS.get(name);
    Thread thread = new Thread(() -> push(name, session), "push");
    thread.setDaemon(true);
    thread.start();
  }

  private void push(String name, Session session) {
    while (LiveEndpoint.SESSIONS.get(name) == session) {
      try {
        send(session);
      } catch (IOException | IllegalStateException e) {
        if (!session.isOpen()) {
          return;
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
