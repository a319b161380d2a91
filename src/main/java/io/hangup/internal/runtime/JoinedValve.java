package io.hangup.internal.runtime;

import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.CurrentConnection;
import io.hangup.internal.request.CurrentRequest;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.RegistryState;
import io.hangup.listener.Vitals;
import io.hangup.session.SessionRegistry;
import java.util.List;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/** One Valve's part in what all of them share, from its start until {@link #close()}. */
public final class JoinedValve implements AutoCloseable {
  private final SharedRuntime runtime;
  private final ValveScope scope;

  private JoinedValve(SharedRuntime runtime, ValveScope scope) {
    this.runtime = runtime;
    this.scope = scope;
  }

  /**
   * Installs what is shared, unless a Valve has done so before, and adds a Valve to it.
   *
   * @param registries those that the Valve has named
   * @param listeners those that it has named, or been given
   */
  public static JoinedValve join(
      Container container,
      ValveScope.Settings settings,
      List<SessionRegistry> registries,
      List<DisconnectListener> listeners) {
    return SharedRuntime.join(container, settings, registries, listeners, JoinedValve::new);
  }

  /** Adds a listener, until the Valve stops. */
  public void add(DisconnectListener listener) {
    scope.listeners().add(listener);
    runtime.metering().add(listener);
  }

  /** What is known of the server whose Valve runs; null where none does. */
  public static @Nullable Vitals vitals() {
    return SharedRuntime.vitals();
  }

  /** Takes the Valve out, and down what is shared if it was the last. */
  @Override
  public void close() {
    runtime.leave(scope);
  }

  /**
   * Makes {@code request} the current thread's; null where a Valve further out has done so. The
   * Valve itself calls the next one, so that a stack trace has one frame of ours.
   */
  public @Nullable CurrentRequest enter(Request request, Response response) {
    runtime.watchUpgrade(scope, request);
    CurrentConnection current = CurrentConnection.ofThread();
    ClientConnection outer = current.connection();
    if (outer instanceof CurrentRequest connection && connection.isOf(request)) {
      return null;
    }
    CurrentRequest connection = CurrentRequest.begin(request, response, current, outer);
    current.set(connection);
    return connection;
  }

  /** The pipeline has come back from {@code request}, which was entered as {@code connection}. */
  public void leave(Request request, CurrentRequest connection) {
    connection.leave();
    runtime.requests().afterPipeline(request, connection);
  }

  /** {@code request} has ended for good, but for a file that Tomcat may yet send. */
  public void afterRequest(Request request, Response response) {
    runtime.requests().afterRequest(request, response);
  }

  /** Looks for log handlers that have come since. */
  public void refresh() {
    runtime.refresh();
  }

  /** How many sessions were opened below the Valve. */
  public long sessionsOpened() {
    return scope.sessions().opened();
  }

  /** How many of those have ended. */
  public long sessionsDropped() {
    return scope.sessions().dropped();
  }

  /** How often registries of this Valve's have failed, or lost a notice. */
  public long registryFailures() {
    return registries().failures();
  }

  /** How many notices wait for them. */
  public long registryQueue() {
    return registries().waiting();
  }

  /** How many notices found too many others before them. */
  public long registryLate() {
    return registries().late();
  }

  /** Not for the Valve itself, which is compiled for a Java without records. */
  private RegistryState registries() {
    return scope.sessions().registries().state();
  }

  /** What a Valve says at its start. */
  public String describeStart() {
    return runtime.describeStart(scope);
  }

  /** What a Valve says at its stop. */
  public String describeStop() {
    return runtime.describeStop(scope);
  }
}
