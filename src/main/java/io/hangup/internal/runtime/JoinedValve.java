package io.hangup.internal.runtime;

import io.hangup.internal.report.Counters;
import io.hangup.internal.request.RequestTracker;
import io.hangup.session.SessionRegistry;
import java.util.List;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Request;

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
   */
  public static JoinedValve join(
      Container container, ValveScope.Settings settings, List<SessionRegistry> registries) {
    return SharedRuntime.join(container, settings, registries, JoinedValve::new);
  }

  /** Takes the Valve out, and down what is shared if it was the last. */
  @Override
  public void close() {
    runtime.leave(scope);
  }

  /** What is to be done when a request ends. */
  public RequestTracker requests() {
    return runtime.requests();
  }

  /** Has the session that {@code request} opens, if it does, watched. */
  public void watchUpgrade(Request request) {
    runtime.watchUpgrade(scope, request);
  }

  /** Looks for log handlers that have come since. */
  public void refresh() {
    runtime.refresh();
  }

  /** What has happened since the first Valve of this JVM started. */
  public Counters counters() {
    return runtime.counters();
  }

  /** How often registries have failed, or lost a notice. */
  public long registryFailures() {
    return runtime.registryFailures();
  }

  /** How many notices wait for registries. */
  public long waitingNotices() {
    return runtime.waitingNotices();
  }

  /** How many notices found too many others before them in a registry's queue. */
  public long lateNotices() {
    return runtime.lateNotices();
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
