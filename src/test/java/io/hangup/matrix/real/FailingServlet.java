package io.hangup.matrix.real;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Fails as the query says. */
@WebServlet("/fail")
public class FailingServlet extends HttpServlet {

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Task task = Task.parse(request.getQueryString());
    task.run(new Order(task.backend(), request, response), () -> write(response));
  }

  private static Void write(HttpServletResponse response) throws IOException {
    OutputStream out = response.getOutputStream();
    out.write('.');
    out.flush();
    return null;
  }
}
