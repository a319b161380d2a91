package io.hangup.it.whose;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketException;

/** Has a {@link Worker} read its body or write its response, and waits. */
@WebServlet("/worker")
public class WorkerServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    work(request, () -> request.getInputStream().readAllBytes());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    work(
        request,
        () -> {
          if (request.getParameter("backend") != null) {
            throw new SocketException("Connection reset");
          }
          Much.writeTo(response.getOutputStream());
          return null;
        });
  }

  private interface Io {
    Object run() throws IOException;
  }

  private static void work(HttpServletRequest request, Io io) throws ServletException {
    try {
      Worker.valueOf(request.getParameter("worker"))
          .work(
              () -> {
                io.run();
                return null;
              });
    } catch (Exception e) {
      throw new ServletException("The work failed", e);
    }
  }
}
