package io.hangup.internal.metrics;

import io.hangup.internal.delivery.RegistryLoader;
import io.hangup.listener.DisconnectListener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.catalina.Container;
import org.apache.catalina.LifecycleException;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/** Finds listeners: those that a Valve names, and those that jars in {@code lib/} offer. */
public final class ListenerLoader {
  private static final Log log = LogFactory.getLog(ListenerLoader.class);

  private ListenerLoader() {}

  /**
   * Creates the listeners that the attribute {@code listener} names.
   *
   * @throws LifecycleException if one of them cannot be created; those before it are closed
   */
  public static List<DisconnectListener> named(Container container, List<String> names)
      throws LifecycleException {
    List<DisconnectListener> listeners = new ArrayList<>();
    ClassLoader loader = RegistryLoader.loader(container);
    try {
      for (String name : new LinkedHashSet<>(names)) {
        listeners.add(RegistryLoader.create("listener", DisconnectListener.class, name, loader));
      }
    } catch (LifecycleException e) {
      listeners.forEach(DisconnectListener::close);
      throw e;
    }
    return listeners;
  }

  /** The listeners that jars beside Hangup's offer; a broken one costs a WARN. */
  static List<DisconnectListener> offered() {
    List<DisconnectListener> listeners = new ArrayList<>();
    try {
      ServiceLoader.load(DisconnectListener.class, ListenerLoader.class.getClassLoader())
          .forEach(listeners::add);
    } catch (ServiceConfigurationError | LinkageError e) {
      log.warn(
          "A DisconnectListener that a jar in lib/ offers in META-INF/services cannot be created:"
              + " repair or remove the jar",
          e);
    }
    return listeners;
  }
}
