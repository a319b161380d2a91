package io.hangup.it.calls;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells the calls, or begins the next step. */
@WebServlet("/calls")
public class CallsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getParameter("step") != null) {
      Calls.step(request.getParameter("step"));
    }
    response.setCharacterEncoding("UTF-8");
    response.getWriter().print(Calls.text());
  }

  static boolean isOurs(HttpServletRequest request) {
    return request.getRequestURI().endsWith("/calls");
  }
}
