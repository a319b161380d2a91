package io.hangup.it.aborts;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Fails when the server that it asks resets, at the parameter {@code port}: a real error. */
@WebServlet(urlPatterns = "/backend", asyncSupported = true)
public class BackendServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    int port = Integer.parseInt(request.getParameter("port"));
    try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), port)) {
      backend.getOutputStream().write('?');
      response.getWriter().print(backend.getInputStream().read());
    } catch (IOException e) {
      Failing.handle(request, e);
    }
  }
}
