package io.hangup.matrix.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads a body without blocking. */
@WebServlet(urlPatterns = "/http/upload-listener", asyncSupported = true)
public class HttpReadListenerServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final Logger log = Logger.getLogger(HttpReadListenerServlet.class.getName());

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    async.setTimeout(30_000);
    ServletInputStream in = request.getInputStream();
    in.setReadListener(new Reader(in, async));
  }

  private record Reader(ServletInputStream in, AsyncContext async) implements ReadListener {
    @Override
    public void onDataAvailable() throws IOException {
      byte[] buffer = new byte[4096];
      while (in.isReady()) {
        if (in.read(buffer) < 0) {
          return;
        }
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      async.getResponse().getOutputStream().print("read");
      async.complete();
    }

    @Override
    public void onError(Throwable failure) {
      log.log(Level.SEVERE, "Reading failed", failure);
      async.complete();
    }
  }
}
