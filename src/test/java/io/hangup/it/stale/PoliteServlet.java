package io.hangup.it.stale;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says hello in two parts, and logs if it cannot. */
@WebServlet("/polite")
public class PoliteServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final Logger log = Logger.getLogger(PoliteServlet.class.getName());

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentLength(10);
    try {
      OutputStream out = response.getOutputStream();
      out.write("hello".getBytes(US_ASCII));
      out.flush();
      out.write("again".getBytes(US_ASCII));
      out.flush();
    } catch (IOException e) {
      log.log(Level.SEVERE, "A polite client was cut short", e);
      throw e;
    }
  }
}
