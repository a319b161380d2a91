package io.hangup.sample;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells how many sessions the application holds, and what its registry was told. */
@WebServlet("/stats")
public class StatsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response
        .getWriter()
        .print(ChatEndpoint.SESSIONS.size() + " " + Stats.OPENED.get() + " " + Stats.DROPPED.get());
  }
}
