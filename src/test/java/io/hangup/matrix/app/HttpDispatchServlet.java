package io.hangup.matrix.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Has another servlet write: Tomcat logs what comes out of it once more. */
@WebServlet({"/http/forward", "/http/include"})
public class HttpDispatchServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.getServletPath().endsWith("forward")) {
      request.getRequestDispatcher("/http/stream-unchecked").forward(request, response);
    } else {
      request.getRequestDispatcher("/http/stream").include(request, response);
    }
  }
}
