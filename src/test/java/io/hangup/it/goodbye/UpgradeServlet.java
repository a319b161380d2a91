package io.hangup.it.goodbye;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Upgrades to a protocol of the application's own; the last part of the path says which way. */
@WebServlet("/upgrade/*")
public class UpgradeServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Upgrade", "echo");
    response.setHeader("Connection", "Upgrade");
    request.upgrade(EchoHandler.class).way = request.getPathInfo().substring(1);
  }
}
