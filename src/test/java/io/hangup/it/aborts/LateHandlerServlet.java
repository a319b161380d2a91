package io.hangup.it.aborts;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.FileHandler;
import java.util.logging.Logger;

/** Adds a handler of the JDK's to a logger while the server runs; it writes to {@code file}. */
@WebServlet("/control/late-handler")
public class LateHandlerServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** Held: the JDK's own log manager holds loggers weakly. */
  private static final Logger LOGGER = Logger.getLogger("late.handler");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LOGGER.addHandler(new FileHandler(request.getParameter("file")));
    response.getWriter().print("added");
  }
}
