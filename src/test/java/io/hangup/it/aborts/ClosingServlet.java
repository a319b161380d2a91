package io.hangup.it.aborts;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Closes an archive on the response, or a file on a full disk, after its client hung up. */
@WebServlet("/closing")
public class ClosingServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      if (request.getParameter("what").equals("archive")) {
        closeArchive(response.getOutputStream());
      } else {
        closeFile(response);
      }
    } catch (IOException e) {
      Failing.handle(request, e);
    }
  }

  private static void closeArchive(ServletOutputStream response) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(response)) {
      ZipEntry entry = new ZipEntry("a");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(Integer.MAX_VALUE);
      entry.setCrc(1);
      zip.putNextEntry(entry);
      byte[] bytes = new byte[8192];
      for (int i = 0; i < Integer.MAX_VALUE / bytes.length; i++) {
        zip.write(bytes);
      }
    }
  }

  private static void closeFile(HttpServletResponse response) throws IOException {
    try (OutputStream file = new BufferedOutputStream(new FileOutputStream("/dev/full"))) {
      file.write(1);
      Failing.pour(response);
    }
  }
}
