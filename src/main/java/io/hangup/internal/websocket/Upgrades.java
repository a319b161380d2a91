package io.hangup.internal.websocket;

import io.hangup.disconnect.Client;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.Finding;
import io.hangup.internal.connection.ClientConnection;
import io.hangup.internal.connection.ConnectionFinder;
import io.hangup.internal.connection.CurrentConnection;
import io.hangup.internal.jvm.OwnFailures;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.tomcat.Peer;
import io.hangup.internal.tomcat.TomcatInternals;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;
import org.apache.coyote.UpgradeToken;
import org.apache.tomcat.ContextBind;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The connections that applications have upgraded to protocols of their own. Around each call of
 * their handlers and listeners Tomcat binds the thread to the web application; and since it is
 * asked to do so by way of an object of ours, the thread works for the connection meanwhile.
 */
final class Upgrades {
  private static final ThreadLocal<Deque<Optional<ClientConnection>>> OUTER =
      ThreadLocal.withInitial(ArrayDeque::new);

  private final Set<UpgradedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Classifier classifier;
  private final Reporter reporter;

  Upgrades(Classifier classifier, Reporter reporter) {
    this.classifier = classifier;
    this.reporter = reporter;
  }

  /** Watches the connection of {@code request}, which {@code handler} is to take over. */
  void watch(Request request, HttpUpgradeHandler handler) {
    OwnFailures.guard(() -> watchGuarded(request, handler));
  }

  private void watchGuarded(Request request, HttpUpgradeHandler handler) {
    Context context = request.getContext();
    SocketWrapperBase<?> socket = TomcatInternals.socket(request.getCoyoteRequest());
    if (socket == null) {
      return;
    }
    UpgradedConnection connection =
        new UpgradedConnection(
            new Client(
                Peer.text(Peer.of(request)),
                context.getPath(),
                request.getRequestURI(),
                null,
                null),
            request.isSecure(),
            context.getLoader().getClassLoader(),
            socket);
    request
        .getCoyoteRequest()
        .action(
            ActionCode.UPGRADE,
            new UpgradeToken(
                handler,
                binding(connection, context),
                context.getInstanceManager(),
                protocol(request, handler)));
    connections.add(connection);
  }

  /** As {@code Request.upgrade} names it. */
  private static String protocol(Request request, HttpUpgradeHandler handler) {
    String chosen = request.getResponse().getHeader("upgrade");
    String asked = request.getHeader("upgrade");
    if (chosen != null) {
      return chosen;
    }
    return asked == null || asked.contains(",") ? handler.getClass().getName() : asked.strip();
  }

  /** Does what {@code context} does; its methods differ from Tomcat to Tomcat. */
  private ContextBind binding(UpgradedConnection connection, Context context) {
    return (ContextBind)
        Proxy.newProxyInstance(
            ContextBind.class.getClassLoader(),
            new Class<?>[] {ContextBind.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "bind" -> {
                  // What the application closes in its destroy() had failed before.
                  OwnFailures.guard(() -> report(connection));
                  Object before = call(context, method, arguments);
                  enter(connection);
                  return before;
                }
                case "unbind" -> {
                  leave();
                  OwnFailures.guard(reporter::flush);
                  return call(context, method, arguments);
                }
                default -> {
                  return call(context, method, arguments);
                }
              }
            });
  }

  private static Object call(Context context, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(context, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static void enter(UpgradedConnection connection) {
    OUTER.get().push(Optional.ofNullable(CurrentConnection.enter(connection)));
  }

  private static void leave() {
    Deque<Optional<ClientConnection>> outer = OUTER.get();
    CurrentConnection.leave(outer.isEmpty() ? null : outer.pop().orElse(null));
    if (outer.isEmpty()) {
      OUTER.remove();
    }
  }

  int size() {
    return connections.size();
  }

  /** The connection whose socket failed with a link of {@code thrown}'s chain, or null. */
  @Nullable UpgradedConnection find(Throwable thrown) {
    return ConnectionFinder.firstRecorded(connections, thrown);
  }

  /** The connection that {@code thrown} came out of, where the thread works for it; or null. */
  static @Nullable UpgradedConnection origin(Throwable thrown) {
    return CurrentConnection.get() instanceof UpgradedConnection current && current.isOrigin(thrown)
        ? current
        : null;
  }

  /** Tells of what failed silently, and forgets what has ended; by one thread at a time. */
  void check() {
    long now = System.nanoTime();
    for (UpgradedConnection each : connections) {
      each.look();
      report(each);
    }
    connections.removeIf(each -> each.isForgotten(now));
  }

  private void report(UpgradedConnection connection) {
    Throwable failure = connection.unreported();
    if (failure != null) {
      classifier
          .find(failure, connection)
          .map(Finding::disconnect)
          .ifPresent(found -> reporter.report(found, connection));
    }
  }
}
