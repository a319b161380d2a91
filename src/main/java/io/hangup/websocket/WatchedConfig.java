package io.hangup.websocket;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.InstanceManager;
import org.jspecify.annotations.Nullable;

/** The application's endpoint configuration with a configurator that gives a watched endpoint. */
final class WatchedConfig implements ServerEndpointConfig {
  private final ServerEndpointConfig original;
  private final Configurator configurator;

  WatchedConfig(
      ServerEndpointConfig original,
      WatchedSession session,
      @Nullable InstanceManager instances,
      Map<String, String> pathParameters) {
    this.original = original;
    this.configurator = new WatchedConfigurator(original, session, instances, pathParameters);
  }

  @Override
  public Configurator getConfigurator() {
    return configurator;
  }

  @Override
  public Class<?> getEndpointClass() {
    return original.getEndpointClass();
  }

  @Override
  public String getPath() {
    return original.getPath();
  }

  @Override
  public List<String> getSubprotocols() {
    return original.getSubprotocols();
  }

  @Override
  public List<Extension> getExtensions() {
    return original.getExtensions();
  }

  @Override
  public List<Class<? extends Encoder>> getEncoders() {
    return original.getEncoders();
  }

  @Override
  public List<Class<? extends Decoder>> getDecoders() {
    return original.getDecoders();
  }

  @Override
  public Map<String, Object> getUserProperties() {
    return original.getUserProperties();
  }
}
