package io.hangup.matrix.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes until the client has gone; what becomes of the failure is the path's to say. */
@WebServlet({
  "/http/stream",
  "/http/stream-servlet-exception",
  "/http/stream-unchecked",
  "/http/stream-own",
  "/http/stream-twice",
  "/http/stream-logged",
  "/http/stream-printed",
  "/http/error-page",
  "/http/compressed",
  "/http/writer"
})
public class HttpStreamServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final Logger log = Logger.getLogger(HttpStreamServlet.class.getName());

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String place = request.getHttpServletMapping().getMatchValue();
    switch (place) {
      case "http/writer" -> write(response);
      case "http/compressed" -> HttpFlood.pourText(response);
      default -> stream(place, response);
    }
  }

  /** A writer hides the failure: the application sees nothing but the end. */
  private static void write(HttpServletResponse response) throws IOException {
    PrintWriter writer = response.getWriter();
    while (!writer.checkError()) {
      writer.println("line ".repeat(1000));
    }
  }

  private static void stream(String place, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      HttpFlood.pour(response);
    } catch (IOException e) {
      handle(place, e);
    }
  }

  private static void handle(String place, IOException e) throws ServletException, IOException {
    switch (place) {
      case "http/stream-servlet-exception" -> throw new ServletException("Streaming failed", e);
      case "http/stream-unchecked" -> throw new UncheckedIOException(e);
      case "http/stream-own" -> throw new HttpAppException("Streaming failed", e);
      case "http/stream-twice" ->
          throw new ServletException("Again", new HttpAppException("Streaming failed", e));
      case "http/error-page" -> throw new HttpPageException("Streaming failed", e);
      case "http/stream-logged" -> log.log(Level.SEVERE, "Streaming failed", e);
      case "http/stream-printed" -> e.printStackTrace();
      default -> throw e;
    }
  }
}
