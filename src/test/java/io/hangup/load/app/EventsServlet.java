package io.hangup.load.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Server-sent events, to all who have asked for them whenever {@code /send} is asked for. */
@WebServlet(
    urlPatterns = {"/events", "/send"},
    asyncSupported = true)
public class EventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Set<AsyncContext> READERS = ConcurrentHashMap.newKeySet();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/send")) {
      READERS.forEach(EventsServlet::send);
      return;
    }
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    async.addListener(new Ends(async));
    Live.OPEN.incrementAndGet();
    READERS.add(async);
    response.setContentType("text/event-stream");
    response.getOutputStream().print("data: begun~\n\n");
    response.flushBuffer();
  }

  private static void send(AsyncContext async) {
    try {
      ServletOutputStream out = async.getResponse().getOutputStream();
      out.print("data: more~\n\n");
      out.flush();
    } catch (IOException | RuntimeException e) {
      // The container tells the listener, or has done so.
    }
  }

  private final class Ends implements AsyncListener {
    private final AsyncContext async;

    Ends(AsyncContext async) {
      this.async = async;
    }

    @Override
    public void onError(AsyncEvent event) {
      log("No more events", event.getThrowable());
      async.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
      if (READERS.remove(async)) {
        Live.OPEN.decrementAndGet();
      }
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
