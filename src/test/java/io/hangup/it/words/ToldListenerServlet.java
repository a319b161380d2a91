package io.hangup.it.words;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes for ever, and is told of the end by both kinds of listener. */
@WebServlet(urlPatterns = "/listener", asyncSupported = true)
public class ToldListenerServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger log = Logger.getLogger(ToldListenerServlet.class.getName());

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    async.addListener(new Told(async));
    ServletOutputStream out = response.getOutputStream();
    out.setWriteListener(new Writer(out));
  }

  private record Writer(ServletOutputStream out) implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {
      byte[] block = new byte[8192];
      while (out.isReady()) {
        out.write(block);
      }
    }

    @Override
    public void onError(Throwable failure) {
      log.log(Level.SEVERE, "Told by the write listener", failure);
    }
  }

  private record Told(AsyncContext async) implements AsyncListener {
    @Override
    public void onError(AsyncEvent event) {
      log.log(Level.SEVERE, "Told by the asynchronous listener", event.getThrowable());
      async.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
