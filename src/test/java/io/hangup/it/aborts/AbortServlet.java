package io.hangup.it.aborts;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Fails when its client hangs up in the middle of the response. */
@WebServlet(urlPatterns = "/abort", asyncSupported = true)
public class AbortServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      Failing.pour(response);
    } catch (IOException e) {
      Failing.handle(request, e);
    }
  }
}
