package io.hangup;

import io.hangup.session.SessionRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Host;
import org.jspecify.annotations.Nullable;

/** The part of the server that one Valve speaks for, and the registries that it named. */
final class ValveScope {
  private final Container container;
  private final List<SessionRegistry> registries;
  private final SessionTeller sessions;
  private @Nullable WebappWatch webapps;

  ValveScope(Container container, List<SessionRegistry> registries, WebappSessions webapps) {
    this.container = container;
    this.registries = registries;
    this.sessions =
        new SessionTeller(registries, RegistryLoader.loader(container), webapps.failures());
  }

  void attach(Consumer<Context> started, Consumer<Context> stopping) {
    WebappWatch watch = new WebappWatch(container, started, stopping);
    webapps = watch;
    watch.attach();
  }

  void detach() {
    if (webapps != null) {
      webapps.detach();
    }
    sessions.close();
  }

  SessionTeller sessions() {
    return sessions;
  }

  /** Whether a thread with this context class loader works for the container. */
  boolean covers(@Nullable ClassLoader loader) {
    if (container instanceof Engine) {
      return true;
    }
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      if (owns(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean owns(ClassLoader loader) {
    if (container instanceof Context context) {
      return isLoaderOf(context, loader);
    }
    if (container instanceof Host host) {
      for (Container child : host.findChildren()) {
        if (child instanceof Context context && isLoaderOf(context, loader)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLoaderOf(Context context, ClassLoader loader) {
    return context.getLoader() != null && context.getLoader().getClassLoader() == loader;
  }

  List<String> registryNames() {
    return registries.stream().map(registry -> registry.getClass().getName()).toList();
  }

  String summary() {
    return sessions.summary();
  }
}
