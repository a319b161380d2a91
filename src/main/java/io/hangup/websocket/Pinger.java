package io.hangup.websocket;

import io.hangup.internals.TomcatInternals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.apache.tomcat.websocket.WsSession;

/**
 * Pings the client of one session when it is silent, and notices when it stays so. Asked several
 * times a second, by one thread at a time, which never waits for the client.
 */
final class Pinger {
  private static final Log log = LogFactory.getLog(Pinger.class);

  private final WatchedSession watched;
  private final WsSession session;
  private final Executor mayBlock;
  private final Heartbeat heartbeat;

  /** Whether a ping waits for the end of a message that is on its way. */
  private boolean waiting;

  Pinger(WatchedSession watched, WsSession session, Upkeep upkeep, Executor mayBlock) {
    this.watched = watched;
    this.session = session;
    this.mayBlock = mayBlock;
    this.heartbeat = new Heartbeat(upkeep, System.nanoTime());
  }

  /** Pings if it is time to; true if the client is to be given up. */
  boolean isLost(SocketWrapperBase<?> socket) {
    Long lastRead = TomcatInternals.lastRead(session);
    if (lastRead == null) {
      return false;
    }
    Heartbeat.Step step = heartbeat.next(lastRead, System.nanoTime());
    waiting = heartbeat.isPinged() && (waiting || step == Heartbeat.Step.PING);
    if (waiting && !TomcatInternals.isSending(session)) {
      // A ping would wait up to 20 s for a message that is on its way, and then end the session.
      waiting = false;
      mayBlock.execute(this::ping);
    }
    // In this order: it may have been reading until just now.
    return step == Heartbeat.Step.GIVE_UP
        && hasReadAll(socket)
        && lastRead.equals(TomcatInternals.lastRead(session));
  }

  /**
   * Whether all that the client may have sent has been read: not while the application is busy with
   * its last message, nor while all the threads that could read are at work. After that Tomcat
   * reads what there is before it waits again.
   */
  private boolean hasReadAll(SocketWrapperBase<?> socket) {
    boolean isStarved =
        TomcatInternals.executor(socket) instanceof ThreadPoolExecutor pool
            && pool.getActiveCount() >= pool.getMaximumPoolSize();
    return !isStarved && TomcatInternals.isWaitingForClient(session);
  }

  /** Where it fails, Tomcat has ended the session, and told of it. */
  private void ping() {
    watched.within(
        () -> {
          try {
            session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
          } catch (IOException | RuntimeException e) {
            log.debug("Ping of session [" + session.getId() + "] failed", e);
          }
        });
  }
}
