package io.hangup.it.aborts;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Acts on a response that it is too late for: the parameter {@code act} says how. Its client has
 * hung up, or with the parameter {@code there} it has not.
 */
@WebServlet(urlPatterns = "/acting", asyncSupported = true)
public class ActingServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    AsyncContext async = isAsync(request) ? request.startAsync() : null;
    if (request.getParameter("there") == null) {
      try {
        Failing.pour(response);
      } catch (IOException e) {
        act(request, response, async);
      }
    } else {
      response.getOutputStream().print("there");
      response.flushBuffer();
      act(request, response, async);
    }
  }

  private static boolean isAsync(HttpServletRequest request) {
    return request.getParameter("act").startsWith("async");
  }

  private static void act(
      HttpServletRequest request, HttpServletResponse response, AsyncContext async)
      throws ServletException, IOException {
    switch (request.getParameter("act")) {
      case "sendError" -> response.sendError(500);
      case "sendRedirect" -> response.sendRedirect("/");
      case "reset" -> response.reset();
      case "resetBuffer" -> response.resetBuffer();
      case "getWriter" -> response.getWriter();
      case "forward" -> request.getRequestDispatcher("/missing").forward(request, response);
      case "session" -> request.getSession();
      case "asyncStart" -> request.startAsync();
      case "asyncComplete" -> {
        async.complete();
        async.complete();
      }
      case "asyncDispatch" -> {
        async.complete();
        async.dispatch("/missing");
      }
      default -> throw new IllegalArgumentException(request.getParameter("act"));
    }
  }
}
