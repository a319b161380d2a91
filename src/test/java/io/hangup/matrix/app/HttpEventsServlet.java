package io.hangup.matrix.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Server-sent events from a thread of the application's, until the client has gone. */
@WebServlet(
    urlPatterns = {
      "/http/sse-complete",
      "/http/sse-wait",
      "/http/sse-rethrow",
      "/http/sse-dispatch",
      "/http/sse-logged",
      "/http/sse-starting"
    },
    asyncSupported = true)
public class HttpEventsServlet extends HttpServlet {
  static final String FAILURE = "failure";

  private static final long serialVersionUID = 1;
  private static final int EVENT_MILLIS = 10;
  private static final int START_MILLIS = 150;

  private static final byte[] EVENT =
      ("data: " + "x".repeat(1000) + "\n\n").getBytes(StandardCharsets.US_ASCII);

  private static final Logger log = Logger.getLogger(HttpEventsServlet.class.getName());

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String place = request.getHttpServletMapping().getMatchValue();
    AsyncContext async = request.startAsync();
    async.setTimeout(30_000);
    switch (place) {
      case "http/sse-wait" -> async.addListener(new HttpAsyncListener(false));
      case "http/sse-rethrow" -> async.addListener(new HttpAsyncListener(true));
      default -> {}
    }
    response.setContentType("text/event-stream");
    response.flushBuffer();
    Thread sender = new Thread(() -> send(place, async, request), "events");
    sender.setDaemon(true);
    sender.start();
    if (place.equals("http/sse-starting")) {
      stayAWhile();
    }
  }

  /** The client goes before the container's thread has come back from here. */
  private static void stayAWhile() {
    try {
      Thread.sleep(START_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(String place, AsyncContext async, ServletRequest request) {
    try {
      OutputStream out = async.getResponse().getOutputStream();
      while (true) {
        out.write(EVENT);
        out.flush();
        Thread.sleep(EVENT_MILLIS);
      }
    } catch (IllegalStateException | NullPointerException late) {
      // Tomcat has ended the request in the meantime.
    } catch (IOException e) {
      failed(place, async, request, e);
    } catch (InterruptedException e) {
      async.complete();
    }
  }

  private static void failed(
      String place, AsyncContext async, ServletRequest request, IOException e) {
    try {
      switch (place) {
        case "http/sse-dispatch" -> {
          request.setAttribute(FAILURE, e);
          async.dispatch("/http/sse-failed");
        }
        case "http/sse-logged" -> {
          log.log(Level.SEVERE, "Sending failed", e);
          async.complete();
        }
        case "http/sse-complete", "http/sse-starting" -> async.complete();
        default -> {}
      }
    } catch (IllegalStateException late) {
      // The container has noticed, too, and was faster.
    }
  }
}
