package io.hangup.it.page;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Events without an end, without a listener; when they fail, the request is completed. They begin
 * when the container's thread has left: else Tomcat may forget the request.
 */
@WebServlet(urlPatterns = "/events", asyncSupported = true)
public class EventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int LEFT_MILLIS = 1000;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    async.setTimeout(60_000);
    response.flushBuffer();
    Thread writer = new Thread(() -> write(async), "events");
    writer.setDaemon(true);
    writer.start();
  }

  private static void write(AsyncContext async) {
    try {
      Thread.sleep(LEFT_MILLIS);
      OutputStream out = async.getResponse().getOutputStream();
      while (true) {
        out.write(new byte[1000]);
        out.flush();
        Thread.sleep(10);
      }
    } catch (IOException | InterruptedException e) {
      act(async);
    }
  }

  private static void act(AsyncContext async) {
    try {
      PageServlet.IS_RUNNING.await();
      async.getResponse();
      async.complete();
      PageServlet.outcome = "completed";
    } catch (RuntimeException | InterruptedException e) {
      PageServlet.outcome = e.toString();
    }
  }
}
