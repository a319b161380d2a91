package io.hangup.internal.websocket;

import io.hangup.internal.classify.LiveThrowable;
import io.hangup.internal.connection.Causes;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The sessions whose clients have hung up in the last seconds, by their ids. Whoever uses one is
 * informed by {@code WsSession} that it has been closed, on whichever thread; and that names it.
 */
final class RecentlyLost {
  private static final long SECONDS_NANOS = 10_000_000_000L;
  private static final String TOMCATS = "org.apache.tomcat.websocket.WsSession";

  private final Map<String, Loss> losses = new ConcurrentHashMap<>();
  private final Queue<Loss> inOrder = new ConcurrentLinkedQueue<>();

  /** Weak: whoever uses a session has it. */
  private record Loss(String id, WeakReference<TrackedSession> session, long at) {}

  void add(String id, TrackedSession session) {
    Loss loss = new Loss(id, new WeakReference<>(session), System.nanoTime());
    losses.put(id, loss);
    inOrder.add(loss);
  }

  /** Forgets those of which nobody should be surprised any more; by one thread at a time. */
  void check() {
    long now = System.nanoTime();
    for (Loss oldest = inOrder.peek();
        oldest != null && now - oldest.at > SECONDS_NANOS;
        oldest = inOrder.peek()) {
      inOrder.remove();
      losses.remove(oldest.id, oldest);
    }
  }

  /** The one that {@code thrown} says to be closed; null where it says that of none. */
  @Nullable TrackedSession named(Throwable thrown) {
    Throwable root = Causes.root(thrown);
    if (losses.isEmpty()
        || !(root instanceof IllegalStateException)
        || !LiveThrowable.view(root).isCreatedIn(TOMCATS)) {
      return null;
    }
    Loss loss = losses.get(inBrackets(root.getMessage()));
    return loss == null ? null : loss.session.get();
  }

  /** Every language puts the id there. */
  private static String inBrackets(@Nullable String message) {
    if (message == null) {
      return "";
    }
    int open = message.indexOf('[');
    int close = message.indexOf(']', open + 1);
    return open < 0 || close < 0 ? "" : message.substring(open + 1, close);
  }
}
