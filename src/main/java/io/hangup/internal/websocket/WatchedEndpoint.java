package io.hangup.internal.websocket;

import io.hangup.disconnect.Disconnect;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.jvm.OwnFailures;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.apache.tomcat.InstanceManager;
import org.jspecify.annotations.Nullable;

/** Stands between Tomcat and the application's endpoint, and passes every call on as it came. */
final class WatchedEndpoint extends Endpoint {
  private final Endpoint endpoint;
  private final ServerEndpointConfig config;
  private final WatchedSession watched;

  WatchedEndpoint(Endpoint endpoint, ServerEndpointConfig config, WatchedSession watched) {
    this.endpoint = endpoint;
    this.config = config;
    this.watched = watched;
  }

  /**
   * The application gets its own configuration, not the watched one that Tomcat holds. If it fails
   * here, older Tomcats call neither its {@code onClose} nor {@code destroy()}.
   */
  @Override
  public void onOpen(Session session, EndpointConfig ignored) {
    OwnFailures.guard(() -> watched.opened(session, config.getPath()));
    ClientConnection outer = watched.enter();
    try {
      endpoint.onOpen(session, config);
      OwnFailures.guard(watched::startHeartbeat);
    } catch (RuntimeException | Error e) {
      OwnFailures.guard(() -> watched.notOpened(e));
      throw e;
    } finally {
      watched.leave(outer);
    }
  }

  /** Reported after the endpoint, so that the line can say which logger would have reported it. */
  @Override
  public void onError(Session session, Throwable failure) {
    Failed failed = new Failed(failure);
    watched.beginReporting();
    OwnFailures.guard(failed::before);
    ClientConnection outer = watched.enter();
    try {
      endpoint.onError(session, failure);
    } finally {
      watched.endReporting();
      OwnFailures.guard(failed::after);
      watched.leave(outer);
    }
  }

  /** What one failure means that Tomcat gives to the endpoint, before and after that. */
  private final class Failed {
    private final Throwable failure;
    private TrackedSession owner = watched;
    private @Nullable Disconnect disconnect;

    Failed(Throwable failure) {
      this.failure = failure;
    }

    void before() {
      boolean isGoodBye = LastEndedSession.isFailedGoodBye(failure);
      if (isGoodBye && !LastEndedSession.isFailedAnswer(failure)) {
        watched.pass(Milestones.Milestone.GOOD_BYE_FAILED);
      }
      if (isGoodBye && (LastEndedSession.isFailedAnswer(failure) || watched.isClosedByServer())) {
        watched.endedPolitely();
        return;
      }
      if (isGoodBye) {
        // What made the session end comes first.
        watched.reportRecorded();
        LastEndedSession.note(watched);
      }
      disconnect = attributed(explained());
      if (disconnect != null) {
        // Whoever is given the failure after this is given another's.
        owner.recordFailure(failure);
        owner.onReadFailed();
      } else if (failure instanceof IOException) {
        // Such as a message that cannot be inflated: Tomcat closes the connection with 1006 for it.
        watched.onProtocolViolation();
      }
    }

    /** Others are asked only if it is not this session's own, which most are. */
    private @Nullable Disconnect explained() {
      owner = watched.notedFor(failure);
      Disconnect found = owner.explain(failure);
      if (owner == watched && (found == null || !found.isAttributed())) {
        TrackedSession searched = watched.searchedFor(failure);
        if (searched != null && searched != watched) {
          owner = searched;
          return owner.explain(failure);
        }
      }
      return found;
    }

    private @Nullable Disconnect attributed(@Nullable Disconnect found) {
      if (found == null || found.isAttributed()) {
        return found;
      }
      TrackedSession ended = watched.endedWithin(failure);
      if (ended == null) {
        return found;
      }
      owner = ended;
      return ended.attribute(found);
    }

    void after() {
      Disconnect found = disconnect;
      if (found != null) {
        owner.report(found);
        owner.onConnectionLost();
      }
    }
  }

  /** Tomcat destroys this object after {@code onClose}, and would have destroyed the endpoint. */
  @Override
  public void onClose(Session session, CloseReason reason) {
    OwnFailures.guard(() -> watched.closing(reason));
    ClientConnection outer = watched.enter();
    boolean closed = false;
    try {
      endpoint.onClose(session, reason);
      closed = true;
    } finally {
      try {
        destroy(closed);
      } finally {
        watched.leave(outer);
        OwnFailures.guard(this::ended);
      }
    }
  }

  private void ended() {
    watched.ended();
    if (watched.isLost()) {
      LastEndedSession.note(watched);
    }
  }

  private void destroy(boolean mayThrow) {
    InstanceManager instances = watched.instances();
    if (instances == null) {
      return;
    }
    try {
      instances.destroyInstance(endpoint);
    } catch (IllegalAccessException | InvocationTargetException e) {
      if (mayThrow) {
        throw SneakyThrow.asItCame(e);
      }
    } catch (RuntimeException e) {
      if (mayThrow) {
        throw e;
      }
    }
  }
}
