package io.hangup.it.whose;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the test asks and orders. */
@WebServlet("/control/*")
public class ControlServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final String HANGUP = "Catalina:type=Hangup";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().print(answer(request.getPathInfo()));
  }

  private static String answer(String path) throws IOException {
    return switch (path) {
      case "/ended" -> Ended.REQUESTS.toString();
      case "/waiting" -> Flight.WAITING.toString();
      case "/release" -> {
        RoomEndpoint.RELEASE.release();
        yield "released";
      }
      case "/rooms" -> Integer.toString(RoomEndpoint.guests());
      case "/write-on" -> writeOn();
      case "/send-away" -> {
        RoomEndpoint.sendAway("guest");
        yield "sent away";
      }
      case "/emit" -> emit();
      case "/disconnects" -> disconnects();
      default -> throw new IllegalArgumentException(path);
    };
  }

  private static String writeOn() throws IOException {
    try {
      RoomEndpoint.writeOn();
      RoomEndpoint.clear();
      return "written";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String emit() throws IOException {
    try {
      return Integer.toString(EmitterServlet.emit());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String disconnects() throws IOException {
    try {
      return ManagementFactory.getPlatformMBeanServer()
          .getAttribute(new ObjectName(HANGUP), "disconnects")
          .toString();
    } catch (JMException e) {
      throw new IOException(e);
    }
  }
}
