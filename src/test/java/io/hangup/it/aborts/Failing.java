package io.hangup.it.aborts;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.juli.logging.LogFactory;

/** What the application does with an I/O failure; the request's parameter {@code how} says it. */
final class Failing {
  private static final int MANY = 100_000;
  private static final Logger log = Logger.getLogger(Failing.class.getName());

  private Failing() {}

  /** Writes until the client has gone. */
  static void pour(ServletResponse response) throws IOException {
    OutputStream out = response.getOutputStream();
    byte[] bytes = new byte[8192];
    for (int i = 0; i < MANY; i++) {
      out.write(bytes);
      out.flush();
    }
    throw new IllegalStateException("The client has read it all");
  }

  static void handle(ServletRequest request, IOException e) throws ServletException, IOException {
    switch (request.getParameter("how")) {
      case "bare" -> throw new ServletException(e);
      case "servlet" -> throw new ServletException("In the servlet", e);
      case "unchecked" -> throw new UncheckedIOException(e);
      case "own" -> throw new OwnException("In the application", e);
      case "twice" -> throw new ServletException("Again", new OwnException("First", e));
      case "jul" -> log.log(Level.SEVERE, "Told through java.util.logging", e);
      case "none" -> log.log(Level.SEVERE, e.toString(), e);
      case "context" -> request.getServletContext().log("Told to the context", e);
      case "juli" -> LogFactory.getLog(Failing.class).error("Told through juli", e);
      case "late" -> Logger.getLogger("late.handler").log(Level.SEVERE, "Told late", e);
      case "print" -> print(e);
      case "text-print",
          "text-println",
          "text-writer",
          "text-lines",
          "text-stream",
          "text-out",
          "text-out-writer",
          "text-log",
          "text-log-words" ->
          Texts.show(request.getParameter("how"), e);
      case "crowd" -> Crowd.printAround(e);
      default -> throw e;
    }
  }

  private static void print(IOException e) {
    System.err.println("before the trace");
    e.printStackTrace();
    System.err.println("after the trace");
  }
}
