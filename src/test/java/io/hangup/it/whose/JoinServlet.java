package io.hangup.it.whose;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers with what another request has loaded, or fails with its failure. */
@WebServlet("/join")
public class JoinServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger log = Logger.getLogger(JoinServlet.class.getName());

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Flight.WAITING.incrementAndGet();
    try {
      response.getOutputStream().write(Flight.of(request.getParameter("key")).join());
    } catch (CompletionException e) {
      fail(String.valueOf(request.getParameter("how")), e, response);
    } finally {
      Flight.WAITING.decrementAndGet();
    }
  }

  private static void fail(String how, CompletionException e, HttpServletResponse response)
      throws ServletException, IOException {
    switch (how) {
      case "log" -> {
        log.log(Level.SEVERE, "Order 17 has no document", e.getCause());
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      }
      case "same" -> throw new ServletException("Nothing in the cache", e.getCause());
      default -> throw e;
    }
  }
}
