package io.hangup.internal.websocket;

import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.List;
import java.util.Map;
import javax.naming.NamingException;
import org.apache.tomcat.InstanceManager;
import org.apache.tomcat.websocket.pojo.PojoEndpointServer;
import org.apache.tomcat.websocket.server.DefaultServerEndpointConfigurator;
import org.jspecify.annotations.Nullable;

/**
 * The application's configurator, except that the endpoint it gives is watched. Instances are
 * created and injected as {@code WsSession} does it.
 */
final class WatchedConfigurator extends Configurator {
  /** Whether a plain {@code Configurator} gives Tomcat's own endpoints here. */
  private static final boolean PLAIN_IS_TOMCATS =
      ServerEndpointConfig.Builder.create(Object.class, "/")
          .build()
          .getConfigurator()
          .getClass()
          .equals(DefaultServerEndpointConfigurator.class);

  private final ServerEndpointConfig config;
  private final Configurator original;
  private final WatchedSession session;
  private final @Nullable InstanceManager instances;
  private final Map<String, String> pathParameters;
  private final Runnable done;

  /**
   * @param done is run when there is an endpoint, and nothing more to be asked
   */
  WatchedConfigurator(
      ServerEndpointConfig config,
      WatchedSession session,
      Map<String, String> pathParameters,
      Runnable done) {
    this.config = config;
    this.original = config.getConfigurator();
    this.session = session;
    this.instances = session.instances();
    this.pathParameters = pathParameters;
    this.done = done;
  }

  /**
   * A watched endpoint, whatever {@code endpointClass} is: Tomcat, the only caller, expects that.
   */
  @Override
  @SuppressWarnings("unchecked")
  public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
    Object instance = newInstance(endpointClass);
    Endpoint endpoint =
        instance instanceof Endpoint programmatic
            ? programmatic
            : new PojoEndpointServer(pathParameters, instance);
    done.run();
    return (T) new WatchedEndpoint(endpoint, config, session);
  }

  private Object newInstance(Class<?> endpointClass) throws InstantiationException {
    try {
      if (instances != null && isDefault()) {
        return instances.newInstance(endpointClass);
      }
      Object instance = original.getEndpointInstance(endpointClass);
      if (instances != null) {
        instances.newInstance(instance);
      }
      return instance;
    } catch (InstantiationException e) {
      throw e;
    } catch (ReflectiveOperationException | NamingException e) {
      throw SneakyThrow.asItCame(e);
    }
  }

  private boolean isDefault() {
    return original.getClass().equals(DefaultServerEndpointConfigurator.class)
        || (PLAIN_IS_TOMCATS && original.getClass().equals(Configurator.class));
  }

  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    return original.getNegotiatedSubprotocol(supported, requested);
  }

  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    return original.getNegotiatedExtensions(installed, requested);
  }

  @Override
  public boolean checkOrigin(String originHeaderValue) {
    return original.checkOrigin(originHeaderValue);
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig sec, HandshakeRequest request, HandshakeResponse response) {
    original.modifyHandshake(sec, request, response);
  }
}
