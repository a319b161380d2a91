package io.hangup.it.calls;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;

/** What a servlet is called with, and what it sees of a hang-up. */
@WebServlet(
    urlPatterns = {
      "/http/hello",
      "/http/fail",
      "/http/page",
      "/http/flood",
      "/http/wrapped",
      "/http/own",
      "/http/upload",
      "/http/events",
      "/http/dispatch",
      "/http/error",
      "/http/forward",
      "/http/include"
    },
    asyncSupported = true)
public class HttpCallsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int MANY = 100_000;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Object included = request.getAttribute(RequestDispatcher.INCLUDE_MAPPING);
    String path =
        (included instanceof HttpServletMapping mapping ? mapping : request.getHttpServletMapping())
            .getMatchValue();
    Calls.add("service", path, request);
    switch (path) {
      case "http/hello" -> hello(request, response);
      case "http/fail" -> throw new IllegalStateException("on purpose");
      case "http/page" -> throw new IllegalArgumentException("on purpose, for the error page");
      case "http/error" ->
          Calls.add(
              "error page",
              Collections.list(request.getAttributeNames()).stream().sorted().toList());
      case "http/forward" ->
          request.getRequestDispatcher("/http/wrapped").forward(request, response);
      case "http/include" ->
          request.getRequestDispatcher("/http/wrapped").include(request, response);
      case "http/events" -> events(request);
      case "http/dispatch" -> dispatch(request);
      default -> io(path, request, response);
    }
  }

  private static void hello(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setAttribute("seen", "once");
    request.setAttribute("seen", "twice");
    request.removeAttribute("seen");
    response.setHeader("X-Hello", "there");
    response.getWriter().print("hello");
  }

  private static void io(String path, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      if (path.equals("http/upload")) {
        read(request);
      } else {
        pour(response);
      }
    } catch (IOException e) {
      Calls.add("saw", e);
      switch (path) {
        case "http/wrapped" -> throw new ServletException("wrapped", e);
        case "http/own" -> throw new IllegalArgumentException("own", e);
        default -> throw e;
      }
    }
  }

  private static void read(HttpServletRequest request) throws IOException {
    ServletInputStream in = request.getInputStream();
    int read = in.readAllBytes().length;
    Calls.add("read", read, in.isFinished() ? "finished" : "more");
  }

  private static void pour(HttpServletResponse response) throws IOException {
    OutputStream out = response.getOutputStream();
    byte[] bytes = new byte[8192];
    for (int i = 0; i < MANY; i++) {
      out.write(bytes);
      out.flush();
    }
  }

  private static void dispatch(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    async.addListener(new AsyncCalls());
    async.dispatch("/http/hello");
  }

  private static void events(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    async.setTimeout(60_000);
    async.addListener(new AsyncCalls());
    Thread thread = new Thread(() -> send(async), "events");
    thread.setContextClassLoader(HttpCallsServlet.class.getClassLoader());
    thread.start();
  }

  private static void send(AsyncContext async) {
    try {
      OutputStream out = async.getResponse().getOutputStream();
      while (true) {
        out.write("data: x\n\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        out.flush();
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      Calls.addTo(" events", "saw", e);
    }
  }
}
