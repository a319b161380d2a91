package io.hangup.matrix.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import org.apache.tomcat.websocket.server.WsServerContainer;

/** Upgrades as Spring does: a servlet of its own, and an endpoint made for the request. */
@WebServlet("/ws/upgrading-servlet")
public class WsUpgradingServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    WsServerContainer container =
        (WsServerContainer)
            getServletContext().getAttribute("jakarta.websocket.server.ServerContainer");
    try {
      container.upgradeHttpToWebSocket(request, response, config(request), Map.of());
    } catch (DeploymentException e) {
      throw new ServletException(e);
    }
  }

  private static ServerEndpointConfig config(HttpServletRequest request) {
    WsProgrammatic endpoint = new WsProgrammatic();
    return ServerEndpointConfig.Builder.create(WsProgrammatic.class, request.getRequestURI())
        .configurator(
            new ServerEndpointConfig.Configurator() {
              @Override
              public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(endpoint);
              }
            })
        .build();
  }
}
