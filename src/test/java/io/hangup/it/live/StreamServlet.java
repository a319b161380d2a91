package io.hangup.it.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Requests in asynchronous processing that end in every way: the last part of the path says how.
 */
@WebServlet(urlPatterns = "/stream/*", asyncSupported = true)
public class StreamServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger log = Logger.getLogger(StreamServlet.class.getName());
  private static final int SHORT_MILLIS = 300;
  private static final int LONG_MILLIS = 10_000;
  private static final int ROUNDS = 600;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean first = request.getDispatcherType() == DispatcherType.REQUEST;
    AsyncContext async = request.startAsync();
    async.setTimeout(LONG_MILLIS);
    async.addListener(new Completing());
    response.setContentType("text/event-stream");
    response.getOutputStream().print("data: begun\n\n");
    response.flushBuffer();
    switch (request.getPathInfo()) {
      case "/complete" -> later(async::complete);
      case "/complete-at-once" -> async.complete();
      case "/timeout" -> async.setTimeout(SHORT_MILLIS);
      case "/dispatch" -> later(first ? async::dispatch : async::complete);
      case "/wait" -> {}
      case "/endless" -> async.setTimeout(0);
      case "/write-at-once" -> write(response);
      case "/write" -> later(() -> write(async, response));
      default -> throw new IllegalArgumentException(request.getPathInfo());
    }
  }

  /** Writes before the request has begun to be asynchronous, and says what failed. */
  private static void write(HttpServletResponse response) {
    try {
      while (true) {
        response.getOutputStream().print("data: more\n\n");
        response.flushBuffer();
      }
    } catch (IOException e) {
      log.log(Level.WARNING, "The stream failed", e);
    }
  }

  private static void later(Runnable step) {
    Thread thread =
        new Thread(
            () -> {
              pause(SHORT_MILLIS);
              step.run();
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Leaves it to the container to notice that the client has gone. */
  private static void write(AsyncContext async, HttpServletResponse response) {
    try {
      OutputStream out = response.getOutputStream();
      for (int round = 0; round < ROUNDS; round++) {
        out.write("data: more\n\n".getBytes(UTF_8));
        out.flush();
        pause(50);
      }
      async.complete();
    } catch (IOException | IllegalStateException e) {
      // The container calls the listener, or has done so.
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As frameworks have it: what goes wrong is completed. */
  private static final class Completing implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
      event.getAsyncContext().complete();
    }

    @Override
    public void onError(AsyncEvent event) {
      event.getAsyncContext().complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    @Override
    public void onComplete(AsyncEvent event) {}
  }
}
