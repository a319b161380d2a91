package io.hangup.it.whose;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Reads its body for all requests of the same key, and fails with it. */
@WebServlet("/lead")
public class LeadServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    String key = request.getParameter("key");
    try {
      Flight.of(key).complete(request.getInputStream().readAllBytes());
    } catch (IOException e) {
      Flight.of(key).completeExceptionally(e);
      throw new ServletException("The body did not come", e);
    }
  }
}
