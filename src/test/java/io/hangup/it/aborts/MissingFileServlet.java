package io.hangup.it.aborts;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Has Tomcat send a file that is not there. */
@WebServlet("/missing-file")
public class MissingFileServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final String SENDFILE = "org.apache.tomcat.sendfile.";
  private static final int LENGTH = 64_000;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    request.setAttribute(SENDFILE + "filename", getServletContext().getRealPath("/missing"));
    request.setAttribute(SENDFILE + "start", 0L);
    request.setAttribute(SENDFILE + "end", (long) LENGTH);
    response.setContentLength(LENGTH);
  }
}
