package io.hangup.it.stale;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Events without an end, from a thread that leaves it to the container to notice the client's. */
@WebServlet(urlPatterns = "/endless", asyncSupported = true)
public class EndlessServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    async.setTimeout(30_000);
    response.flushBuffer();
    OutputStream out = response.getOutputStream();
    Thread writer = new Thread(() -> write(out));
    writer.setDaemon(true);
    writer.start();
  }

  private static void write(OutputStream out) {
    try {
      byte[] event = new byte[1000];
      while (true) {
        out.write(event);
        out.flush();
      }
    } catch (IOException | RuntimeException e) {
      // The container ends the request.
    }
  }
}
