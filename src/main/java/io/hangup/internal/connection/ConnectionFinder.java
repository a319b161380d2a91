package io.hangup.internal.connection;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Knows the connections to clients that somebody watches. */
public interface ConnectionFinder {
  /** Deeper chains are looked at no further. */
  int MAX_LINKS = 8;

  /**
   * The connection that {@code thrown} was noted for, or that it names, or that the current thread
   * works for outside a pipeline; null where there is none. It costs the same however many
   * connections there are.
   */
  @Nullable ClientConnection find(Throwable thrown);

  /**
   * The connection whose recorded failure is in the chain of {@code thrown}, looked for among all
   * of them within a {@link SearchBudget}; null where it is not found.
   */
  @Nullable ClientConnection search(Throwable thrown);

  /**
   * For a failed send that no socket has recorded: the connection whose end caused it; null where
   * there is none. It says whose a disconnect is, not that {@code thrown} is one.
   */
  @Nullable ClientConnection endedWithin(Throwable thrown);

  /** Whether this server closes, or has just closed, connections of which not all are known. */
  default boolean isServerClosing() {
    return false;
  }

  /** The first of {@code connections} that recorded a link of {@code thrown}'s chain, or null. */
  static <C extends ClientConnection> @Nullable C firstRecorded(
      Iterable<C> connections, Throwable thrown) {
    Throwable link = thrown;
    for (int i = 0; i < MAX_LINKS && link != null; i++) {
      // Tomcat records nothing but I/O failures.
      if (link instanceof IOException failure) {
        for (C each : connections) {
          if (each.recorded(failure)) {
            return each;
          }
        }
      }
      link = Causes.of(link);
    }
    return null;
  }
}
