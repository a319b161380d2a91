package io.hangup.matrix.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Throws what the background thread caught, as Spring does. */
@WebServlet(urlPatterns = "/http/sse-failed", asyncSupported = true)
public class HttpFailedEventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    throw new ServletException(
        "Sending failed", (Throwable) request.getAttribute(HttpEventsServlet.FAILURE));
  }
}
