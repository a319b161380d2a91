package io.hangup.it.page;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The error page, which runs until the application has acted; and what came of that. */
@WebServlet(urlPatterns = {"/page", "/outcome"})
public class PageServlet extends HttpServlet {
  static final CountDownLatch IS_RUNNING = new CountDownLatch(1);

  static volatile String outcome = "";

  private static final long serialVersionUID = 1;
  private static final int POLLS = 1000;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/outcome")) {
      response.getWriter().print(outcome);
      return;
    }
    IS_RUNNING.countDown();
    try {
      for (int i = 0; i < POLLS && outcome.isEmpty(); i++) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
