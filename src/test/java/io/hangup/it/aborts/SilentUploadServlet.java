package io.hangup.it.aborts;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Reads a body without blocking, and is told of a failure without a word. */
@WebServlet(urlPatterns = "/silent-upload", asyncSupported = true)
public class SilentUploadServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    async.setTimeout(30_000);
    ServletInputStream in = request.getInputStream();
    in.setReadListener(new Reader(in, async, request.getParameter("how").equals("completes")));
  }

  private record Reader(ServletInputStream in, AsyncContext async, boolean completes)
      implements ReadListener {
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
      if (completes) {
        async.complete();
      }
    }
  }
}
