package io.hangup.it.calls;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Deploys the programmatic endpoint twice: with a configurator of its own, and with Tomcat's. */
@WebListener
public class EndpointDeployer implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServerContainer container =
        (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
    ServerEndpointConfig own =
        ServerEndpointConfig.Builder.create(ProgrammaticEndpoint.class, "/own/{who}")
            .configurator(new RecordingConfigurator())
            .encoders(List.of(WordEncoder.class))
            .decoders(List.of(WordDecoder.class))
            .subprotocols(List.of("chat"))
            .build();
    own.getUserProperties().put("deployed", "with");
    ServerEndpointConfig plain =
        ServerEndpointConfig.Builder.create(ProgrammaticEndpoint.class, "/plain/{who}").build();
    try {
      container.addEndpoint(own);
      container.addEndpoint(plain);
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }
}
