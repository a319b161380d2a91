package io.hangup.session;

/**
 * Keeps, or cleans up after, the sessions of clients. An implementation has a public constructor
 * without parameters and is found in one of three ways: named in the Valve's attribute {@code
 * registry}; by {@link java.util.ServiceLoader} from Tomcat's {@code lib/}; by {@code
 * ServiceLoader} from a web application, and then it is told of that web application's sessions
 * only, with its class loader as the thread's context class loader.
 *
 * <p>Each registry is called by one thread at a time, never one of the container's, and hears of a
 * session's opening before it hears of its end. What it throws is logged and counted, and harms
 * nobody else.
 */
public interface SessionRegistry extends AutoCloseable {

  /** A session has opened. It may have ended since. */
  default void opened(OpenSession session) {}

  /** A session has ended, cleanly or not; called exactly once for each that was opened. */
  void drop(DeadSession session);

  /** No session will be told of any more: the Valve stops, or the web application does. */
  @Override
  default void close() {}
}
