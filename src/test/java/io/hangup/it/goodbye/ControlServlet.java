package io.hangup.it.goodbye;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the test asks and orders. */
@WebServlet("/control/*")
public class ControlServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getParameter("name");
    response.setContentType("text/plain");
    try {
      String answer =
          switch (request.getPathInfo()) {
            case "/push" -> {
              int failures = Integer.parseInt(request.getParameter("failures"));
              Room.push(name, failures, request.getParameter("quiet") == null);
              yield "pushing";
            }
            case "/close" -> {
              Room.close(name, Integer.parseInt(request.getParameter("code")));
              yield "closed";
            }
            case "/stop", "/pause" ->
                connector(
                    Integer.parseInt(request.getParameter("port")),
                    request.getPathInfo().substring(1));
            case "/disconnects" -> disconnects();
            default -> throw new IllegalArgumentException(request.getPathInfo());
          };
      response.getWriter().print(answer);
    } catch (JMException e) {
      throw new IOException(e);
    }
  }

  private static String connector(int port, String operation) throws JMException {
    for (ObjectName each : BEANS.queryNames(new ObjectName("Catalina:type=Connector,*"), null)) {
      if (BEANS.getAttribute(each, "localPort").equals(port)) {
        BEANS.invoke(each, operation, null, null);
        return operation;
      }
    }
    throw new IllegalArgumentException("No connector on " + port);
  }

  private static String disconnects() throws JMException {
    return BEANS.getAttribute(new ObjectName("Catalina:type=Hangup"), "disconnects").toString();
  }
}
