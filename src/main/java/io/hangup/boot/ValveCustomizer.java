package io.hangup.boot;

import io.hangup.DisconnectValve;
import io.hangup.listener.DisconnectListener;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import org.apache.catalina.Valve;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
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
  private static final Log log = LogFactory.getLog(ValveCustomizer.class);
  private static final String PREFIX = "hangup";

  private final Environment environment;
  private final ObjectProvider<DisconnectListener> listeners;

  /**
   * @param listeners the application's own, and those for what Spring Boot measures with
   */
  ValveCustomizer(Environment environment, ObjectProvider<DisconnectListener> listeners) {
    this.environment = environment;
    this.listeners = listeners;
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
            .invoke(factory, (Object) new Valve[] {listened(valve())});
      }
    } catch (NoSuchMethodException e) {
      // Jetty's, or Undertow's.
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Cannot add the DisconnectValve to " + factory, e);
    }
  }

  private DisconnectValve listened(DisconnectValve valve) {
    listeners.orderedStream().forEach(valve::addListener);
    return valve;
  }

  /** A Valve with every attribute from the property of the same name. */
  private DisconnectValve valve() {
    Binder binder = Binder.get(environment);
    Bindable<HangupProperties> properties = Bindable.of(HangupProperties.class);
    try {
      return binder.bindOrCreate(PREFIX, properties, knownOnly()).valve();
    } catch (BindException e) {
      if (!(e.getCause() instanceof UnboundConfigurationPropertiesException unknown)) {
        throw e;
      }
      log.warn(
          "Hangup has no properties "
              + unknown.getUnboundProperties().stream()
                  .map(each -> each.getName() + " (" + each.getOrigin() + ")")
                  .toList()
              + ": they have no effect; see the README for those that it has");
      return binder.bindOrCreate(PREFIX, properties).valve();
    }
  }

  /** What is set for this application: the environment may have names of others that begin so. */
  private static BindHandler knownOnly() {
    return new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
  }
}
