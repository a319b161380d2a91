package io.hangup.internal.websocket;

import io.hangup.internal.jvm.OwnRights;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/** The application's endpoint configuration with a configurator that gives a watched endpoint. */
final class WatchedConfig implements ServerEndpointConfig {
  private static final StackWalker CALLER =
      OwnRights.get(() -> StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE));

  private final ServerEndpointConfig original;

  /** Null once it has given an endpoint: Tomcat keeps this object as long as the session. */
  private @Nullable Configurator configurator;

  WatchedConfig(
      ServerEndpointConfig original, WatchedSession session, Map<String, String> pathParameters) {
    this.original = original;
    this.configurator =
        new WatchedConfigurator(original, session, pathParameters, () -> configurator = null);
  }

  /**
   * The watched one for the session that Tomcat makes, and for nobody else: encoders and decoders
   * are initialised with this object, and may look for their application's configurator.
   */
  @Override
  public Configurator getConfigurator() {
    Configurator watching = configurator;
    return watching != null && CALLER.getCallerClass() == WsSession.class
        ? watching
        : original.getConfigurator();
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
