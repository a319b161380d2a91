package io.hangup.it.aborts;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Has the servlet at the parameter {@code to} answer: Tomcat logs what comes out of it again. */
@WebServlet(
    urlPatterns = {"/forward", "/include", "/async"},
    asyncSupported = true)
public class DispatchServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String to = "/" + request.getParameter("to");
    RequestDispatcher dispatcher = request.getRequestDispatcher(to);
    switch (request.getServletPath()) {
      case "/forward" -> dispatcher.forward(request, response);
      case "/include" -> dispatcher.include(request, response);
      default -> request.startAsync().dispatch(to);
    }
  }
}
