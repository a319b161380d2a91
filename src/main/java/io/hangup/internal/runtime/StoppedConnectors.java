package io.hangup.internal.runtime;

import io.hangup.internal.jvm.WeakIdentityMap;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connector of this server has been stopped just now: a channel that somebody finds
 * closed then, of which nobody knows whose it was, may be one that the server closed.
 */
final class StoppedConnectors {
  private static final long JUST_NOW_NANOS = 5_000_000_000L;

  private final @Nullable Server server;

  /** When each was first seen not to run, in nanoseconds. */
  private final WeakIdentityMap<Connector, Long> stopped = new WeakIdentityMap<>();

  /**
   * @param server null where none is around
   */
  StoppedConnectors(@Nullable Server server) {
    this.server = server;
  }

  /** To be asked several times a second: a stop counts from when it is first seen. */
  boolean anyJustNow() {
    boolean any = false;
    if (server != null) {
      for (Service service : server.findServices()) {
        for (Connector connector : service.findConnectors()) {
          any |= isStoppedJustNow(connector);
        }
      }
    }
    return any;
  }

  private boolean isStoppedJustNow(Connector connector) {
    if (connector.getState().isAvailable()
        && connector.getState() != LifecycleState.STOPPING_PREP) {
      stopped.remove(connector);
      return false;
    }
    long now = System.nanoTime();
    Long before = stopped.putIfAbsent(connector, now);
    return before == null || now - before < JUST_NOW_NANOS;
  }
}
