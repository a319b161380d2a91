package io.hangup.matrix.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/** Deploys the endpoint without annotations. */
@WebListener
public class WsDeployer implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServerContainer container =
        (ServerContainer)
            event.getServletContext().getAttribute("jakarta.websocket.server.ServerContainer");
    try {
      container.addEndpoint(
          ServerEndpointConfig.Builder.create(WsProgrammatic.class, "/ws/programmatic").build());
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }
}
