package com.example.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** Writes outside of Spring MVC, and wraps what the stream throws, as a library does. */
@Component
class ExportFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getRequestURI().equals("/export")) {
      chain.doFilter(request, response);
      return;
    }
    try {
      StreamController.write(response.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("The export failed", e);
    }
  }
}
