package io.hangup.it.whose;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives its response to whoever talks. */
@WebServlet(urlPatterns = "/tee", asyncSupported = true)
public class TeeServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static volatile ServletResponse listener;

  static ServletResponse listener() {
    return listener;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext async = request.startAsync();
    async.setTimeout(30_000);
    response.flushBuffer();
    listener = async.getResponse();
  }
}
