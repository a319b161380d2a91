package io.hangup.matrix.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes for ever without blocking. */
@WebServlet(urlPatterns = "/http/write-listener", asyncSupported = true)
public class HttpWriteListenerServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final Logger log = Logger.getLogger(HttpWriteListenerServlet.class.getName());

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    async.setTimeout(30_000);
    response.setContentType("application/octet-stream");
    ServletOutputStream out = response.getOutputStream();
    out.setWriteListener(new Writer(out, async));
  }

  private record Writer(ServletOutputStream out, AsyncContext async) implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {
      byte[] block = new byte[8192];
      while (out.isReady()) {
        out.write(block);
      }
    }

    @Override
    public void onError(Throwable failure) {
      log.log(Level.SEVERE, "Writing failed", failure);
      async.complete();
    }
  }
}
