package io.hangup.it.goodbye;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The sessions of this application, and what it does to them from threads of its own. */
final class Room {
  static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

  private static final Logger log = Logger.getLogger(Room.class.getName());

  private Room() {}

  /** Sends small messages until {@code failures} have failed. */
  static void push(String name, int failures, boolean logging) {
    Session session = SESSIONS.get(name);
    daemon(
        () -> {
          int failed = 0;
          while (failed < failures) {
            try {
              TimeUnit.MILLISECONDS.sleep(2);
              session.getBasicRemote().sendText("news");
            } catch (IOException | IllegalStateException e) {
              failed++;
              if (logging) {
                log.log(Level.SEVERE, e.toString(), e);
              }
            } catch (InterruptedException e) {
              return;
            }
          }
          log.info("push to " + name + " is over");
        });
  }

  static void close(String name, int code) throws IOException {
    SESSIONS.get(name).close(new CloseReason(CloseCodes.getCloseCode(code), "sent away"));
  }

  static void daemon(Runnable work) {
    Thread thread = new Thread(work, "push");
    thread.setDaemon(true);
    thread.start();
  }
}
