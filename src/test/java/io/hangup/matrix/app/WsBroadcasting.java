package io.hangup.matrix.app;

import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The ways in which a broadcast sends; it gives up those to whom it could not, and logs why. */
enum WsBroadcasting {
  /** Sends more than any buffer holds, and blocks. */
  BLOCKING(60_000, 0) {
    @Override
    boolean send(Session session, String text) throws IOException {
      session.getBasicRemote().sendText(text);
      return true;
    }
  },

  /** Sends more than any buffer holds, and is called back. */
  ASYNCHRONOUS(60_000, 0) {
    @Override
    boolean send(Session session, String text) throws IOException {
      return sendAsynchronously(session, text);
    }
  },

  /** Sends little and often, so that a client may be gone before or after. */
  RACING(100, 1) {
    @Override
    boolean send(Session session, String text) throws IOException {
      session.getBasicRemote().sendText(text);
      return true;
    }
  },

  /** Sends little and often, and is called back. */
  RACING_ASYNCHRONOUS(100, 1) {
    @Override
    boolean send(Session session, String text) throws IOException {
      return sendAsynchronously(session, text);
    }
  };

  private static final Logger LOG = Logger.getLogger(WsBroadcasting.class.getName());
  private static final int ROUNDS = 1000;
  private static final int UNTIL_READY_MILLIS = 50;
  private static final int PATIENCE_SECONDS = 4;

  private final int length;
  private final int pauseMillis;

  WsBroadcasting(int length, int pauseMillis) {
    this.length = length;
    this.pauseMillis = pauseMillis;
  }

  abstract boolean send(Session session, String text) throws IOException;

  void broadcast(Set<Session> others, Session guest) {
    try {
      // Who has been answered may not be ready for more: Tomcat writes first, and notes it then.
      TimeUnit.MILLISECONDS.sleep(UNTIL_READY_MILLIS);
      String text = "x".repeat(length);
      for (int round = 0; round < ROUNDS && !others.isEmpty(); round++) {
        others.removeIf(session -> !session.isOpen() || !sent(session, text));
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      }
      guest.getBasicRemote().sendText("done");
    } catch (IOException | InterruptedException e) {
      LOG.log(Level.SEVERE, "Broadcast failed", e);
    }
  }

  private boolean sent(Session session, String text) {
    try {
      return send(session, text);
    } catch (IOException e) {
      LOG.log(Level.SEVERE, "Could not send to [" + session.getId() + "]", e);
    } catch (IllegalStateException e) {
      // Without a cause it is no failure of a connection: busy, closed meanwhile, or forgotten.
      if (e.getCause() != null) {
        LOG.log(Level.SEVERE, "Could not send to [" + session.getId() + "]", e);
      }
    }
    return false;
  }

  /** Logs a failure where it is called back; one at a time, as Tomcat wants it. */
  private static boolean sendAsynchronously(Session session, String text) {
    CompletableFuture<Boolean> sent = new CompletableFuture<>();
    session
        .getAsyncRemote()
        .sendText(
            text,
            result -> {
              if (!result.isOK()) {
                LOG.log(
                    Level.SEVERE, "Not sent to [" + session.getId() + "]", result.getException());
              }
              sent.complete(result.isOK());
            });
    // Tomcat may forget to call back when the connection ends meanwhile.
    return sent.completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
