package io.hangup.internal.connection;

import io.hangup.internal.jvm.WeakIdentityMap;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Whose connection a failure was first seen on, by its root: noted where Tomcat's record of it is
 * first met, and asked in the place of every connection there is. {@code
 * AbstractProcessor.action(CLIENT_FLUSH)} dispatches a failure before it records it on the
 * response; if the response has been given to the next request in between, a polite client is cut
 * short with what somebody else's connection ended with.
 */
public final class FailureOwners {
  private static final WeakIdentityMap<Throwable, Owner> OWNERS = new WeakIdentityMap<>();

  private FailureOwners() {}

  /**
   * Both are held weakly: a connection may keep the failure, which is the key.
   *
   * @param socket Tomcat's object, of which nothing but the identity is asked
   * @param connection null where that is a request's, which its thread alone asks for
   */
  private record Owner(
      WeakReference<Object> socket, @Nullable WeakReference<ClientConnection> connection) {

    /** Whether a note for {@code other} would say nothing that this does not. */
    boolean covers(Object other) {
      return connection != null || !socket.refersTo(other);
    }
  }

  /**
   * Notes that {@code failure} is of {@code socket}, unless it is known to be of another.
   *
   * @param socket Tomcat's object; null where it is not known
   * @param connection the connection, if that outlives the pipeline of its request
   */
  public static void note(
      @Nullable Throwable failure, @Nullable Object socket, @Nullable ClientConnection connection) {
    if (failure == null || socket == null) {
      return;
    }
    Throwable root = Causes.root(failure);
    Owner known = OWNERS.get(root);
    if (known == null || (connection != null && !known.covers(socket))) {
      Owner owner =
          new Owner(
              new WeakReference<>(socket),
              connection == null ? null : new WeakReference<>(connection));
      OWNERS.putUnless(root, owner, before -> before.covers(socket));
    }
  }

  /** Whether {@code failure} is known to be of another socket than {@code socket}. */
  public static boolean isAnothers(Throwable failure, @Nullable Object socket) {
    Owner owner = OWNERS.get(Causes.root(failure));
    return owner != null && socket != null && !owner.socket.refersTo(socket);
  }

  /** The connection that {@code failure} was noted for; null where that is not known. */
  public static @Nullable ClientConnection of(Throwable failure) {
    Owner owner = OWNERS.get(Causes.root(failure));
    return owner == null || owner.connection == null ? null : owner.connection.get();
  }
}
