package io.hangup.matrix.real;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;

/** Notes a case's end: Tomcat calls it when it has logged what the servlet threw. */
@WebListener
public class RequestEnd implements ServletRequestListener {

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
    if (request.getServletPath().equals("/fail")) {
      Task.parse(request.getQueryString()).ended();
    }
  }
}
