package io.hangup.bench;

import io.hangup.internal.delivery.Deadline;
import io.hangup.internal.delivery.RegistryDispatcher;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.ServletContextRegistry;
import io.hangup.session.SessionRegistry;
import io.hangup.session.SessionType;
import io.hangup.session.StaticFieldRegistry;
import io.hangup.session.Webapp;
import jakarta.servlet.ServletContext;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.juli.logging.LogFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Every session that an application keeps dies at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RegistryBenchmark {
  public static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

  private static final String ATTRIBUTE = "sessions";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Param({"StaticFieldRegistry", "ServletContextRegistry"})
  public String registry;

  @Param("1000")
  public int sessions;

  private final List<DeadSession> dead = new ArrayList<>();
  private RegistryDispatcher registries;
  private ServletContext context;

  @Setup(Level.Invocation)
  public void open() {
    ClassLoader loader = RegistryBenchmark.class.getClassLoader();
    context =
        proxy(
            ServletContext.class,
            (proxy, method, arguments) ->
                method.getName().equals("getAttribute") ? SESSIONS : null);
    registries =
        new RegistryDispatcher(
            List.of(registry()), loader, LogFactory.getLog(RegistryDispatcher.class));
    dead.clear();
    for (int i = 0; i < sessions; i++) {
      Session session = session();
      SESSIONS.put("user-" + i, session);
      dead.add(dead(Integer.toString(i), session));
    }
  }

  private SessionRegistry registry() {
    if (registry.equals("StaticFieldRegistry")) {
      StaticFieldRegistry fields = new StaticFieldRegistry();
      fields.setFields(RegistryBenchmark.class.getName() + ".SESSIONS");
      return fields;
    }
    ServletContextRegistry attributes = new ServletContextRegistry();
    attributes.setAttributes(ATTRIBUTE);
    return attributes;
  }

  private static DeadSession dead(String id, Session session) {
    OpenSession open =
        new OpenSession(
            id,
            SessionType.WEBSOCKET,
            "/chat",
            "/ws",
            Map.of(),
            null,
            null,
            "127.0.0.1:1",
            Instant.now(),
            session);
    return new DeadSession(open, Instant.now(), 1006, "", false, null);
  }

  /** Equal to itself, as Tomcat's are. */
  private static Session session() {
    return proxy(
        Session.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "hashCode" -> System.identityHashCode(proxy);
              case "equals" -> proxy == arguments[0];
              default -> null;
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Benchmark
  public void drop() {
    // Each session brings a Webapp of its own, as in a server.
    ClassLoader loader = RegistryBenchmark.class.getClassLoader();
    dead.forEach(each -> registries.drop(each, new Webapp(loader, context)));
    registries.close(Deadline.in(PATIENCE));
    if (!SESSIONS.isEmpty()) {
      throw new IllegalStateException(SESSIONS.size() + " are still there");
    }
  }
}
