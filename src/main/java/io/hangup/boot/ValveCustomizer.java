package io.hangup.boot;

import io.hangup.DisconnectValve;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Map;
import org.apache.catalina.Valve;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Gives a factory of Tomcats its Valve. The factories' classes have moved between Boot 3 and 4, and
 * their methods have not: so the methods are looked up, and a factory without them is no Tomcat's.
 * Last of all, to see the Valve that an application adds by itself.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class ValveCustomizer implements WebServerFactoryCustomizer<WebServerFactory> {
  private static final String PREFIX = "hangup";

  private final Environment environment;

  ValveCustomizer(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void customize(WebServerFactory factory) {
    try {
      Object valves = factory.getClass().getMethod("getEngineValves").invoke(factory);
      if (valves instanceof Collection<?> present
          && present.stream().noneMatch(DisconnectValve.class::isInstance)) {
        factory
            .getClass()
            .getMethod("addEngineValves", Valve[].class)
            .invoke(factory, (Object) new Valve[] {valve()});
      }
    } catch (NoSuchMethodException e) {
      // Jetty's, or Undertow's.
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Cannot add the DisconnectValve to " + factory, e);
    }
  }

  /** A Valve with every attribute from the property of the same name. */
  private DisconnectValve valve() {
    Binder binder = Binder.get(environment);
    DisconnectValve valve = new DisconnectValve();
    binder.bind(PREFIX, Bindable.ofInstance(valve));
    binder
        .bind(PREFIX + ".registry-properties", Bindable.mapOf(String.class, String.class))
        .orElse(Map.of())
        .forEach((name, value) -> valve.setProperty("registry." + name, value));
    return valve;
  }
}
