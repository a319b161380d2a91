package io.hangup.load.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;

/** An application that speaks on standard error, on {@code threads}, {@code lines} on each. */
@WebServlet("/print")
public class PrintServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    int lines = Integer.parseInt(request.getParameter("lines"));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(request.getParameter("threads")); i++) {
      Thread thread = new Thread(() -> print(lines));
      thread.start();
      threads.add(thread);
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new ServletException(e);
    }
  }

  private static void print(int lines) {
    for (int i = 0; i < lines; i++) {
      System.err.println("A line of the application's own");
    }
  }
}
