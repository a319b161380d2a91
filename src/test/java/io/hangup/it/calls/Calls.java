package io.hangup.it.calls;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The calls, in their order; what another thread does meanwhile is a lane of its own. */
final class Calls {
  private static final Map<String, StringBuilder> LANES = new TreeMap<>();
  private static final IdentityHashMap<Object, String> NAMES = new IdentityHashMap<>();
  private static String step = "00 start";

  private Calls() {}

  static synchronized void step(String name) {
    step = name;
    NAMES.clear();
  }

  static void add(String call, Object... arguments) {
    addTo("", call, arguments);
  }

  /** Records a call on a thread that races with the others. */
  static synchronized void addTo(String lane, String call, Object... arguments) {
    StringBuilder line = new StringBuilder(call).append('(');
    for (int i = 0; i < arguments.length; i++) {
      line.append(i == 0 ? "" : ", ").append(describe(arguments[i]));
    }
    line.append(") loader=").append(loader()).append('\n');
    LANES.computeIfAbsent(step + lane, key -> new StringBuilder()).append(line);
  }

  static synchronized String text() {
    StringBuilder text = new StringBuilder();
    LANES.forEach((lane, calls) -> text.append("== ").append(lane).append('\n').append(calls));
    return text.toString();
  }

  private static String loader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return (loader == null ? "none" : loader.getClass().getSimpleName())
        + (loader == Calls.class.getClassLoader() ? "/webapp" : "");
  }

  /** The same object has the same name within a step. */
  static synchronized String name(Object object) {
    int number = NAMES.size() + 1;
    return NAMES.computeIfAbsent(object, key -> key.getClass().getSimpleName() + "#" + number);
  }

  private static String describe(Object argument) {
    if (argument == null || argument instanceof String || argument instanceof Number) {
      return String.valueOf(argument);
    } else if (argument instanceof Throwable failure) {
      return chain(failure);
    } else if (argument instanceof Session session) {
      return guarded(session);
    } else if (argument instanceof EndpointConfig config) {
      return describe(config);
    } else if (argument instanceof HttpServletRequest request) {
      return describe(request);
    } else if (argument instanceof Class<?> type) {
      return type.getName();
    } else if (argument instanceof Collection<?> || argument instanceof Map<?, ?>) {
      return argument.toString();
    }
    return name(argument);
  }

  private static String chain(Throwable failure) {
    String all = failure.getClass().getName() + ": " + failure.getMessage();
    return failure.getCause() == null ? all : all + " < " + chain(failure.getCause());
  }

  private static String guarded(Session session) {
    try {
      return describe(session);
    } catch (IllegalStateException e) {
      return name(session) + " " + e.getMessage();
    }
  }

  private static String describe(Session session) {
    return name(session)
        + new TreeMap<>(session.getUserProperties())
        + session.getPathParameters()
        + session.getRequestURI()
        + session.getQueryString()
        + " "
        + session.getNegotiatedSubprotocol()
        + session.getNegotiatedExtensions().size()
        + session.getProtocolVersion()
        + session.getMaxIdleTimeout()
        + session.getMessageHandlers().size()
        + session.getContainer().getClass().getSimpleName()
        + (session.isOpen() ? " open" : " closed");
  }

  /** Tomcat hands over objects of its own making here; what they say is what counts. */
  private static String describe(EndpointConfig config) {
    String all = "config" + new TreeMap<>(config.getUserProperties());
    return config instanceof ServerEndpointConfig server
        ? all
            + server.getPath()
            + server.getEndpointClass().getSimpleName()
            + server.getConfigurator().getClass().getSimpleName()
            + server.getSubprotocols()
            + server.getEncoders().size()
            + server.getDecoders().size()
        : all;
  }

  private static String describe(HttpServletRequest request) {
    return type(request)
        + " "
        + request.getMethod()
        + request.getRequestURI()
        + request.getDispatcherType()
        + request.isAsyncSupported()
        + new TreeMap<>(request.getParameterMap()).keySet()
        + java.util.Collections.list(request.getAttributeNames()).stream().sorted().toList();
  }

  /** A request for an upgrade has another class where somebody watches what it becomes. */
  private static String type(ServletRequest request) {
    return request instanceof HttpServletRequest http && http.getHeader("upgrade") != null
        ? "Request"
        : request.getClass().getSimpleName();
  }
}
