package io.hangup.internal.websocket;

import io.hangup.internal.jvm.OwnFailures;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.server.WsHandshakeRequest;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.apache.tomcat.websocket.server.WsServerContainer;
import org.jspecify.annotations.Nullable;

/**
 * Public because Tomcat creates it by reflection: Tomcat's WebSocket upgrade handler, which also
 * reports its session.
 *
 * <p>It overrides nothing that the application's messages pass through, so that a stack trace from
 * there has no frame of ours. {@code destroy()} may be called before {@code init()} has made a
 * session, and more than once.
 */
public final class WatchedUpgradeHandler extends WsHttpUpgradeHandler {
  private @Nullable WatchedSession watched;

  void watch(WatchedSession session) {
    watched = session;
  }

  @Override
  public void setSocketWrapper(SocketWrapperBase<?> socketWrapper) {
    super.setSocketWrapper(socketWrapper);
    if (watched != null) {
      watched.runsOn(socketWrapper);
    }
  }

  @Override
  public void preInit(
      ServerEndpointConfig config,
      WsServerContainer container,
      WsHandshakeRequest handshake,
      List<Extension> extensions,
      String subProtocol,
      Transformation transformation,
      Map<String, String> pathParameters,
      boolean secure) {
    ServerEndpointConfig given =
        watched == null ? config : new WatchedConfig(config, watched, pathParameters);
    super.preInit(
        given,
        container,
        handshake,
        extensions,
        subProtocol,
        watched == null ? transformation : watched.watching(transformation),
        pathParameters,
        secure);
  }

  /** The guarantee: whatever Tomcat forgot to call, the session has ended. */
  @Override
  public void destroy() {
    try {
      super.destroy();
    } finally {
      if (watched != null) {
        OwnFailures.guard(watched::destroyed);
      }
    }
  }
}
