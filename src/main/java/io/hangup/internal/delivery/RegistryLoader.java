package io.hangup.internal.delivery;

import io.hangup.internal.jvm.ContextLoader;
import io.hangup.internal.jvm.OwnFailures;
import io.hangup.session.SessionRegistry;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.IntrospectionUtils;

/** Finds session registries: those that the Valve names, and those that offer themselves. */
public final class RegistryLoader {
  private static final Log log = LogFactory.getLog(RegistryLoader.class);

  /** Bounds the search where a service file does nothing but fail. */
  private static final int MAX_OFFERED = 64;

  private final ClassLoader loader;

  /** All that have been made, in that order. */
  private final List<SessionRegistry> made = new ArrayList<>();

  public RegistryLoader(Container container) {
    this.loader = loader(container);
  }

  /** The class loader of the Valve's place: a web application's, or else the Valve's own. */
  public static ClassLoader loader(Container container) {
    if (container instanceof Context context && context.getLoader() != null) {
      ClassLoader ofWebapp = context.getLoader().getClassLoader();
      if (ofWebapp != null) {
        return ofWebapp;
      }
    }
    return RegistryLoader.class.getClassLoader();
  }

  /**
   * Creates the registries that the attribute {@code registry} names and those in {@code lib/}.
   *
   * @param names the names of their classes
   * @throws LifecycleException if one of them cannot be created; the message names the attribute,
   *     the class and the remedy
   */
  public List<SessionRegistry> load(List<String> names, Map<String, String> properties)
      throws LifecycleException {
    List<SessionRegistry> registries = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      registries.add(create(name));
    }
    configure(registries, properties);
    try {
      ServiceLoader.load(SessionRegistry.class, RegistryLoader.class.getClassLoader())
          .forEach(
              each -> {
                made.add(each);
                registries.add(each);
              });
    } catch (ServiceConfigurationError e) {
      throw new LifecycleException(
          "A SessionRegistry that a jar in lib/ offers in META-INF/services cannot be created: "
              + "repair or remove the jar",
          e);
    }
    return registries;
  }

  /** Closes what has been made, the last first, where the Valve cannot start. */
  public void closeAll() {
    for (int i = made.size() - 1; i >= 0; i--) {
      OwnFailures.guard(made.get(i)::close);
    }
    made.clear();
  }

  private SessionRegistry create(String name) throws LifecycleException {
    SessionRegistry created = create("registry", SessionRegistry.class, name, loader);
    made.add(created);
    return created;
  }

  /**
   * Creates an object of a class that an attribute of the Valve names.
   *
   * @param spi what it has to implement
   * @throws LifecycleException if it cannot; the message names the attribute, the class and the
   *     remedy
   */
  public static <T> T create(String attribute, Class<T> spi, String name, ClassLoader loader)
      throws LifecycleException {
    String named = "DisconnectValve: attribute " + attribute + "=[" + name + "]: the class ";
    try {
      Class<?> type = Class.forName(name, true, loader);
      if (!spi.isAssignableFrom(type)) {
        throw new LifecycleException(named + "does not implement " + spi.getName());
      }
      if (Modifier.isAbstract(type.getModifiers())) {
        throw new LifecycleException(named + "is abstract: name a class that can be created");
      }
      return spi.cast(type.getConstructor().newInstance());
    } catch (ClassNotFoundException e) {
      String remedy = "was not found: check its name, and put its jar beside Hangup's in lib/";
      throw new LifecycleException(named + remedy, e);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      String remedy = "needs to be public, with a public constructor without parameters";
      throw new LifecycleException(named + remedy, e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new LifecycleException(named + "could not be created", e);
    }
  }

  private static void configure(List<SessionRegistry> named, Map<String, String> properties) {
    properties.forEach(
        (property, value) -> {
          boolean taken = false;
          for (SessionRegistry registry : named) {
            taken |= IntrospectionUtils.setProperty(registry, property, value);
          }
          if (!taken) {
            log.warn(
                "DisconnectValve: attribute registry."
                    + property
                    + "=["
                    + value
                    + "] was ignored: no class in registry=[...] has a property of that name");
          }
        });
  }

  /** The registries that a web application itself offers; each broken one costs a WARN. */
  static List<SessionRegistry> ofWebapp(Context context, ClassLoader webapp) {
    List<SessionRegistry> registries = new ArrayList<>();
    ContextLoader.run(
        webapp,
        () -> {
          Iterator<ServiceLoader.Provider<SessionRegistry>> offered =
              ServiceLoader.load(SessionRegistry.class, webapp).stream().iterator();
          for (int i = 0; i < MAX_OFFERED && addNext(context, webapp, offered, registries); i++) {}
        });
    return registries;
  }

  /**
   * Adds the next one, if it is the web application's own and not one of lib/; false at the end.
   */
  private static boolean addNext(
      Context context,
      ClassLoader webapp,
      Iterator<ServiceLoader.Provider<SessionRegistry>> offered,
      List<SessionRegistry> registries) {
    try {
      if (!offered.hasNext()) {
        return false;
      }
      ServiceLoader.Provider<SessionRegistry> provider = offered.next();
      if (provider.type().getClassLoader() == webapp) {
        registries.add(provider.get());
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      log.warn(
          "Web application ["
              + context.getName()
              + "] offers a SessionRegistry in META-INF/services that cannot be created; it runs "
              + "without it",
          e);
    }
    return true;
  }
}
