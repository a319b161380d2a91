package io.hangup.it.whose;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes to another request's response, and fails with it. */
@WebServlet("/talk")
public class TalkServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    try {
      Much.writeTo(TeeServlet.listener().getOutputStream());
    } catch (IOException e) {
      throw new ServletException("The listener did not get it", e);
    }
  }
}
