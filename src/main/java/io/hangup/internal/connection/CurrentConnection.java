package io.hangup.internal.connection;

import org.jspecify.annotations.Nullable;

/**
 * The client's connection that the current thread works for. It is entered and left in pairs, so
 * that a thread which goes back to its pool remembers none.
 */
public final class CurrentConnection {
  private static final ThreadLocal<CurrentConnection> OF_THREAD =
      ThreadLocal.withInitial(CurrentConnection::new);

  private @Nullable ClientConnection connection;

  /** What the thread uses again for each of its requests. */
  private @Nullable ClientConnection spare;

  private CurrentConnection() {}

  /** That of the current thread, for whoever asks more than once. */
  public static CurrentConnection ofThread() {
    return OF_THREAD.get();
  }

  /** The connection; null where the thread works for none that is known. */
  public @Nullable ClientConnection connection() {
    return connection;
  }

  /** What was kept for the thread's next request; null where nothing was. */
  public @Nullable ClientConnection spare() {
    return spare;
  }

  /** Keeps an object for the thread's next request. */
  public void keep(ClientConnection kept) {
    spare = kept;
  }

  /** The thread works for {@code now} from here on; by the thread itself. */
  public void set(@Nullable ClientConnection now) {
    connection = now;
  }

  /** The connection, or null where the thread works for none that is known. */
  public static @Nullable ClientConnection get() {
    return OF_THREAD.get().connection;
  }

  /**
   * Makes {@code connection} the current one.
   *
   * @return the one that was, for {@link #leave}
   */
  public static @Nullable ClientConnection enter(ClientConnection connection) {
    CurrentConnection current = OF_THREAD.get();
    ClientConnection outer = current.connection;
    current.connection = connection;
    return outer;
  }

  /** Makes {@code outer} the current connection again. */
  public static void leave(@Nullable ClientConnection outer) {
    OF_THREAD.get().connection = outer;
  }
}
