package io.hangup.it;

import io.hangup.session.DeadSession;
import io.hangup.session.SessionType;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps the books, and knows which of the dead have not been collected. */
public class SoakRegistry extends TallyRegistry {
  private static final Queue<WeakReference<Object>> DEAD = new ConcurrentLinkedQueue<>();

  @Override
  public void drop(DeadSession dead) {
    super.drop(dead);
    if (dead.session().type() == SessionType.WEBSOCKET) {
      DEAD.add(new WeakReference<>(dead.session().handle()));
    }
  }

  /** How many are still there; {@code get} would keep them for one more collection. */
  public static int held() {
    DEAD.removeIf(each -> each.refersTo(null));
    return DEAD.size();
  }
}
