package io.hangup.session;

/**
 * Keeps, or cleans up after, the sessions of clients. An implementation has a public constructor
 * without parameters and is found in one of three ways: named in the Valve's attribute {@code
 * registry}; by {@link java.util.ServiceLoader} from Tomcat's {@code lib/}; by {@code
 * ServiceLoader} from a web application, and then it is notified of that web application's sessions
 * only, with its class loader as the thread's context class loader.
 *
 * <p>Each registry is called by one thread at a time, never one of the container's, and hears of a
 * session's opening before it hears of its end. What it throws is logged and counted, and harms
 * nobody else.
 *
 * <p>Notices of one session come in order, and those of several in the order in which they were
 * noticed, which need not be the one in which the clients left. Each comes when the one before has
 * returned; no other registry's order has anything to do with it. None is lost while the registry
 * is open, but the ones that have not come when {@code stopTimeout} is over: these are warned of.
 * Where no thread can be started, they come when one can.
 */
public interface SessionRegistry extends AutoCloseable {

  /** A session has opened. It may have ended since. */
  default void opened(OpenSession session) {}

  /**
   * A session has ended, cleanly or not; called exactly once for each that was opened.
   *
   * <p>It may block: that holds up its own notices, of all web applications that it is notified of,
   * and nobody else until tens of thousands wait. It is interrupted when a stop has waited {@code
   * stopTimeout} for it. It may log, and call the application. It may close the handle, and send to
   * other sessions; a session that ends by that has a notice of its own, later. The handle is of no
   * more use than to be known by: what is sent to it fails.
   */
  void drop(DeadSession session);

  /** No notice of a session will come any more: the Valve stops, or the web application does. */
  @Override
  default void close() {}
}
