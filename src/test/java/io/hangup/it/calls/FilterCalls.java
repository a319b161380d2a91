package io.hangup.it.calls;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Every way through the filter chain, in and out. */
@WebFilter(
    urlPatterns = "/*",
    asyncSupported = true,
    dispatcherTypes = {
      DispatcherType.REQUEST,
      DispatcherType.FORWARD,
      DispatcherType.INCLUDE,
      DispatcherType.ERROR,
      DispatcherType.ASYNC
    })
public class FilterCalls extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (CallsServlet.isOurs(request)) {
      chain.doFilter(request, response);
      return;
    }
    if (request.getParameter("session") != null) {
      request.getSession();
    }
    Calls.add("filter in", request, response.getClass());
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      Calls.add("filter failed", request, e);
      throw e;
    } finally {
      Calls.add(
          "filter out",
          request,
          response.getStatus(),
          !request.isAsyncStarted() && response.isCommitted() ? "committed" : "open");
    }
  }
}
