package io.hangup.matrix.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The error page: included after the commit, it writes to the client that has gone. */
@WebServlet("/http/page-of-error")
public class HttpErrorPageServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getOutputStream().print("Sorry. ".repeat(2000));
    response.flushBuffer();
  }
}
