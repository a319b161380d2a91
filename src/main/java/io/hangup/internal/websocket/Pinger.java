package io.hangup.internal.websocket;

import io.hangup.disconnect.PingResult;
import io.hangup.internal.connection.Rounds;
import io.hangup.internal.tomcat.TomcatInternals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.apache.tomcat.websocket.Constants;
import org.apache.tomcat.websocket.WsSession;

/**
 * Pings the client of one session when it is silent, and notices when it stays so. Asked by one
 * thread at a time, which never waits for the client.
 */
final class Pinger {
  private static final Log log = LogFactory.getLog(Pinger.class);

  private static final int RESTORES = 3;
  private static final long RESTORE_NANOS = 500_000;

  private final TrackedSession watched;
  private final WsSession session;
  private final FrameTimes frames;
  private final BlockingWork work;
  private final SessionWatch watch;
  private final Heartbeat heartbeat;

  private long signs;

  /** When Tomcat read last, by its clock, which may be set: it is only compared with itself. */
  private long expectedRead;

  private int knownAnswers;
  private int restoresLeft;

  /** Whether a ping waits for the end of a message that is on its way. */
  private boolean waiting;

  Pinger(
      TrackedSession watched,
      WsSession session,
      FrameTimes frames,
      Upkeep upkeep,
      SessionWatch watch) {
    this.watched = watched;
    this.session = session;
    this.frames = frames;
    this.watch = watch;
    this.work = watch.mayBlock();
    this.heartbeat = new Heartbeat(upkeep, watch.rounds().now());
    frames.onAnswer(
        () -> {
          watched.lookSoon();
          if (mayExpire()) {
            work.execute(this::restore);
          }
        });
  }

  /** In how many ticks of {@link Rounds} to ask again. */
  int ticks(long now) {
    return waiting || restoresLeft > 0 ? 1 : Rounds.ticks(heartbeat.patience(now));
  }

  /**
   * Pings if it is time to; true if the client is to be given up.
   *
   * @param now in nanoseconds, as {@link Rounds#now()}
   */
  boolean isLost(SocketWrapperBase<?> socket, long now) {
    Long read = TomcatInternals.lastRead(session);
    if (read == null) {
      return false;
    }
    long age = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - read);
    boolean wasPinged = heartbeat.isPinged();
    Heartbeat.Step step = heartbeat.next(signs(read), age, now);
    if (wasPinged && !heartbeat.isPinged()) {
      watch.pinged(PingResult.ANSWERED);
    }
    waiting = heartbeat.isPinged() && (waiting || step == Heartbeat.Step.PING);
    if (waiting && !TomcatInternals.isSending(session)) {
      // A ping would wait up to 20 s for a message that is on its way, and then end the session.
      waiting = false;
      work.later(this::ping);
    }
    // In this order: it may have been reading until just now.
    boolean isLost = step == Heartbeat.Step.GIVE_UP && hasReadAll(socket) && !hasSign();
    restoreAgain(read);
    if (isLost) {
      watch.pinged(PingResult.LOST);
    }
    return isLost;
  }

  /** After an answer, should whoever read that have been slower than {@link #restore}. */
  private void restoreAgain(long read) {
    if (restoresLeft > 0) {
      restoresLeft--;
      Long restored = frames.restore(session);
      expectedRead = restored == null ? read : restored;
    }
  }

  /**
   * How many signs of life there have been, as far as they are seen: something was read, or a ping
   * was answered.
   */
  private long signs(long read) {
    int answers = frames.answers();
    if (read != expectedRead || answers != knownAnswers) {
      restoresLeft = answers == knownAnswers ? restoresLeft : RESTORES;
      expectedRead = read;
      knownAnswers = answers;
      signs++;
    }
    return signs;
  }

  private boolean hasSign() {
    Long read = TomcatInternals.lastRead(session);
    return read == null || read != expectedRead || frames.answers() != knownAnswers;
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

  /** Whether Tomcat looks at its times; the application may change that at any time. */
  private boolean mayExpire() {
    Map<String, Object> properties = session.getUserProperties();
    return session.getMaxIdleTimeout() > 0
        || properties.containsKey(Constants.READ_IDLE_TIMEOUT_MS)
        || properties.containsKey(Constants.WRITE_IDLE_TIMEOUT_MS);
  }

  /**
   * Tomcat looks at the times every ten seconds; who reads sets one more when the answer has been
   * read.
   */
  private void restore() {
    for (int i = 0; i < RESTORES; i++) {
      LockSupport.parkNanos(RESTORE_NANOS);
      frames.restore(session);
    }
  }

  /** Where it fails, Tomcat has ended the session, and reported it. */
  private void ping() {
    watched.within(
        () -> {
          frames.pinging();
          try {
            session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
          } catch (IOException | RuntimeException e) {
            watch.pinged(PingResult.FAILED);
            log.debug("Ping of session [" + session.getId() + "] failed", e);
          } finally {
            frames.pinged();
            frames.restore(session);
          }
        });
  }
}
