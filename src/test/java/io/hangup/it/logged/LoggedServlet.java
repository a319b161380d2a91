package io.hangup.it.logged;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Logs that its client hung up; at {@code /again}, Tomcat is to log it as well. */
@WebServlet({"/once", "/params", "/again", "/text", "/text-words"})
public class LoggedServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int MANY = 100_000;
  private static final AppLog log = AppLog.of(LoggedServlet.class);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    try {
      pour(response);
    } catch (IOException e) {
      handle(request.getServletPath(), e);
    }
  }

  private static void pour(HttpServletResponse response) throws IOException {
    OutputStream out = response.getOutputStream();
    byte[] bytes = new byte[8192];
    for (int i = 0; i < MANY; i++) {
      out.write(bytes);
      out.flush();
    }
  }

  private static String text(IOException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static void handle(String path, IOException e) {
    switch (path) {
      case "/params" -> log.error("Streaming {} failed", path, e);
      case "/again" -> {
        log.error("Streaming failed", e);
        throw new IllegalStateException("Streaming failed", e);
      }
      case "/text" -> log.error(text(e));
      case "/text-words" -> log.error("Streaming {} failed {}", path, text(e));
      default -> log.error("Streaming failed", e);
    }
  }
}
