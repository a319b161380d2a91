package io.hangup.it.whose;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Events for all clients from one loop of the application's, which goes on when one has gone. */
@WebServlet(urlPatterns = "/emitter", asyncSupported = true)
public class EmitterServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final List<Emitter> EMITTERS = new CopyOnWriteArrayList<>();
  private static final List<Exception> FAILURES = new CopyOnWriteArrayList<>();
  private static final Logger log = Logger.getLogger(EmitterServlet.class.getName());
  private static final int AFTER_THE_FIRST = 4;

  private record Emitter(AsyncContext async, OutputStream out) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    async.setTimeout(30_000);
    response.setContentType("text/event-stream");
    response.flushBuffer();
    EMITTERS.add(new Emitter(async, response.getOutputStream()));
  }

  /** Sends to each in turn until all have failed, and some more. Returns the failures. */
  static int emit() throws InterruptedException {
    Thread loop = new Thread(EmitterServlet::loop, "emitter");
    loop.start();
    loop.join();
    int failures = FAILURES.size();
    FAILURES.clear();
    EMITTERS.clear();
    return failures;
  }

  private static void loop() {
    for (Emitter emitter : EMITTERS) {
      emit(emitter.out);
      try {
        emitter.async.complete();
      } catch (IllegalStateException e) {
        // The container has ended it meanwhile.
      }
    }
  }

  /** Until it fails, and some more. */
  private static void emit(OutputStream out) {
    boolean failed = false;
    for (int rest = AFTER_THE_FIRST; rest > 0; rest -= failed ? 1 : 0) {
      try {
        out.write(new byte[8192]);
        out.flush();
      } catch (IOException | RuntimeException e) {
        log.log(Level.SEVERE, "Not emitted", e);
        FAILURES.add(e);
        failed = true;
      }
    }
  }
}
