package io.hangup.it.whose;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that have ended, those of the test itself apart. */
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
