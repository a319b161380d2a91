package io.hangup.internal.jmx;

import io.hangup.disconnect.Kind;
import io.hangup.internal.metrics.Metering;
import java.util.ArrayList;
import java.util.List;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.modeler.Registry;

/** The beans of one server: {@code Catalina:type=Hangup}, and one more for each kind. */
public final class Beans implements AutoCloseable {
  private static final Log log = LogFactory.getLog(Beans.class);

  private final Registry registry = new OwnRegistry();
  private final List<ObjectName> registered = new ArrayList<>();

  /** Tomcat's own may be turned off, as Spring Boot does for the sake of the many others in it. */
  private static final class OwnRegistry extends Registry {}

  /**
   * Publishes the beans; where JMX refuses, that is a WARN, and there are none.
   *
   * @param domain that of the server's other beans: {@code Catalina}, embedded {@code Tomcat}
   */
  public Beans(String domain, Metering metering) {
    register(domain + ":type=Hangup", new HangupBean(metering));
    for (Kind kind : Kind.values()) {
      register(domain + ":type=Hangup,kind=" + kind, new KindBean(metering.statistics(), kind));
    }
  }

  private void register(String name, Object bean) {
    try {
      ObjectName known = new ObjectName(name);
      registry.registerComponent(bean, known, null);
      registered.add(known);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(name, e);
    } catch (Exception e) {
      log.warn("The bean [" + name + "] is not published", e);
    }
  }

  @Override
  public void close() {
    registered.forEach(registry::unregisterComponent);
    registered.clear();
  }
}
