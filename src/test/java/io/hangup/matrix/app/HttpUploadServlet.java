package io.hangup.matrix.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body, blocking, in the way that the path says, and answers with what it has got. */
@MultipartConfig
@WebServlet({"/http/upload-raw", "/http/upload-multipart", "/http/upload-form"})
public class HttpUploadServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String got =
        switch (request.getHttpServletMapping().getMatchValue()) {
          case "http/upload-multipart" -> request.getParts().size() + " parts";
          case "http/upload-form" -> "a=" + request.getParameter("a");
          default -> length(request.getInputStream()) + " bytes";
        };
    response.setContentType("text/plain");
    response.getWriter().print(got);
  }

  private static long length(InputStream in) throws IOException {
    byte[] buffer = new byte[4096];
    long length = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      length += n;
    }
    return length;
  }
}
