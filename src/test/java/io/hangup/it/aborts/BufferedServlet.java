package io.hangup.it.aborts;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Has something left to write when it closes what it wrote through, after its client hung up. */
@WebServlet("/buffered")
public class BufferedServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final int BUFFER_BYTES = 32_768;
  private static final int MANY = 100_000;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try (OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER_BYTES)) {
      byte[] bytes = new byte[8192];
      for (int i = 0; i < MANY; i++) {
        out.write(bytes);
      }
    } catch (IOException e) {
      Failing.handle(request, e);
    }
  }
}
