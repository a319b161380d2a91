package io.hangup.it.goodbye;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/** Deploys {@link HallEndpoint}. */
@WebListener
public class HallDeployer implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      ((ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName()))
          .addEndpoint(
              ServerEndpointConfig.Builder.create(HallEndpoint.class, "/hall/failing/{name}")
                  .build());
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }
}
