package io.hangup.it.aborts;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Stops the connector of a port, as an operator may through JMX. */
@WebServlet("/control/stop")
public class StopServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      for (ObjectName name : server.queryNames(new ObjectName("Catalina:type=Connector,*"), null)) {
        if (request.getParameter("port").equals("" + server.getAttribute(name, "localPort"))) {
          server.invoke(name, "stop", null, null);
          response.getWriter().print("stopped");
        }
      }
    } catch (JMException e) {
      throw new IOException(e);
    }
  }
}
