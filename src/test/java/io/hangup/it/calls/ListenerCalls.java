package io.hangup.it.calls;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** The container's listeners. */
@WebListener
public class ListenerCalls
    implements ServletRequestListener, ServletRequestAttributeListener, HttpSessionListener {

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    add("requestInitialized", event.getServletRequest());
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    add("requestDestroyed", event.getServletRequest());
  }

  @Override
  public void attributeAdded(ServletRequestAttributeEvent event) {
    add("attributeAdded", event.getServletRequest(), event.getName(), event.getValue());
  }

  @Override
  public void attributeRemoved(ServletRequestAttributeEvent event) {
    add("attributeRemoved", event.getServletRequest(), event.getName(), event.getValue());
  }

  @Override
  public void attributeReplaced(ServletRequestAttributeEvent event) {
    add("attributeReplaced", event.getServletRequest(), event.getName(), event.getValue());
  }

  private static void add(String call, ServletRequest request, Object... more) {
    HttpServletRequest http = (HttpServletRequest) request;
    if (!CallsServlet.isOurs(http)) {
      Object value = more.length == 2 ? more[1] : null;
      Object shown = value == null || value instanceof Throwable ? value : value.getClass();
      Calls.add(call, request, more.length == 0 ? "" : more[0], shown);
    }
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    Calls.add("sessionCreated", event.getSession().isNew() ? "new" : "old");
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    Calls.add("sessionDestroyed");
  }
}
