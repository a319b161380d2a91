package io.hangup.it.whose;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends to the WebSocket session of the parameter {@code to}, and fails with it. */
@WebServlet("/publish")
public class PublishServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    try {
      RoomEndpoint.sendMuchTo(request.getParameter("to"));
    } catch (IOException | IllegalStateException e) {
      // The latter where Tomcat has closed the session by now.
      throw new ServletException("Not published", e);
    }
  }
}
