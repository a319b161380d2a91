package io.hangup.it.aborts;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that have ended, with all that Tomcat logs of them in the application. */
@WebListener
public class Ended implements ServletRequestListener {
  static final AtomicInteger REQUESTS = new AtomicInteger();

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    if (event.getServletRequest() instanceof HttpServletRequest request
        && !request.getRequestURI().contains("/control/")) {
      REQUESTS.incrementAndGet();
    }
  }
}
