package io.hangup.it.live;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** Tells what the endpoint keeps and has heard, a line each, and has it send. */
@WebServlet("/live/*")
public class LiveServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> lines =
        switch (request.getPathInfo()) {
          case "/kept" -> List.copyOf(new TreeSet<>(LiveEndpoint.SESSIONS.keySet()));
          case "/heard" -> List.copyOf(LiveEndpoint.HEARD);
          case "/flood" -> {
            long timeout = Long.parseLong(request.getParameter("timeout"));
            LiveEndpoint.flood(request.getParameter("name"), timeout);
            yield List.of();
          }
          case "/push" -> {
            Push.valueOf(request.getParameter("way")).begin(request.getParameter("name"));
            yield List.of();
          }
          default -> throw new IllegalArgumentException(request.getPathInfo());
        };
    response.setContentType("text/plain");
    response.getWriter().print(String.join("\n", lines));
  }
}
