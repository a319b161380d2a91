package io.hangup.it.goodbye;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Events that a thread of the application's sends until that fails; the path names the client. */
@WebServlet(urlPatterns = "/events/*", asyncSupported = true)
public class EventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final Logger log = Logger.getLogger(EventsServlet.class.getName());
  private static final byte[] EVENT = "data: news\n\n".getBytes(StandardCharsets.UTF_8);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getPathInfo().substring(1);
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    response.setContentType("text/event-stream");
    response.flushBuffer();
    OutputStream out = response.getOutputStream();
    Room.daemon(() -> push(name, out));
  }

  private static void push(String name, OutputStream out) {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(2);
        out.write(EVENT);
        out.flush();
      }
    } catch (IOException | RuntimeException e) {
      log.log(Level.SEVERE, "No more events for " + name, e);
    } catch (InterruptedException e) {
      return;
    }
    log.info("push to " + name + " is over");
  }
}
