package io.hangup.matrix.real;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Takes its time, and says nothing. */
@WebServlet("/slow")
public class SlowServlet extends HttpServlet {
  private static final long MILLIS = 300;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
