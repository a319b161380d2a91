package io.hangup.it.control;

import io.hangup.it.SoakRegistry;
import io.hangup.it.TallyRegistry;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Reloads the application {@code /app}, takes all threads that there are, and tells what the
 * registry in {@code lib/} has counted.
 */
@WebServlet("/control/*")
public class ControlServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String APPLICATION =
      "Catalina:j2eeType=WebModule,name=//localhost/app,J2EEApplication=none,J2EEServer=none";

  private static final String HANGUP = "Catalina:type=Hangup";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    switch (request.getPathInfo()) {
      case "/tally" -> response.getWriter().print(TallyRegistry.tally());
      case "/held" -> response.getWriter().print(SoakRegistry.held());
      case "/hangup" -> response.getWriter().print(attribute(request.getQueryString()));
      case "/exhaust" -> response.getWriter().print(Threads.startAll());
      case "/relax" -> Threads.end();
      case "/reload" -> {
        long before = System.nanoTime();
        reload();
        response.getWriter().print((System.nanoTime() - before) / 1_000_000);
      }
      default -> throw new IllegalArgumentException(request.getPathInfo());
    }
  }

  private static Object attribute(String name) throws IOException {
    try {
      return ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(HANGUP), name);
    } catch (JMException e) {
      throw new IOException(e);
    }
  }

  private static void reload() throws IOException {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(new ObjectName(APPLICATION), "reload", new Object[0], new String[0]);
    } catch (JMException e) {
      throw new IOException(e);
    }
  }
}
