package io.hangup.it;

import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionRegistry;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A registry for {@code lib/} that does at each drop what none should. */
public class HostileRegistry implements SessionRegistry {
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private Misdeed misdeed;

  /** What one can do wrong. */
  public enum Misdeed {
    THROWS {
      @Override
      void at(Session dead, Set<Session> others) {
        throw new StackOverflowError("hostile on purpose");
      }
    },
    BLOCKS_FOR_EVER {
      @Override
      void at(Session dead, Set<Session> others) {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
          try {
            never.await();
          } catch (InterruptedException e) {
            // Deaf on purpose.
          }
        }
      }
    },
    CALLS_BACK {
      @Override
      void at(Session dead, Set<Session> others) throws IOException {
        dead.getBasicRemote().sendText("hostile");
        dead.close();
      }
    },
    CLOSES_THE_OTHERS {
      @Override
      void at(Session dead, Set<Session> others) throws IOException {
        for (Session other : others) {
          other.close();
        }
      }
    };

    abstract void at(Session dead, Set<Session> others) throws IOException;
  }

  public void setMisdeed(String misdeed) {
    this.misdeed = Misdeed.valueOf(misdeed);
  }

  @Override
  public void opened(OpenSession session) {
    sessions.add((Session) session.handle());
  }

  @Override
  public void drop(DeadSession dead) {
    Session session = (Session) dead.session().handle();
    sessions.remove(session);
    try {
      misdeed.at(session, sessions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
