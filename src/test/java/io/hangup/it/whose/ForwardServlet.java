package io.hangup.it.whose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Has the JDK's client, on threads of its own, read the request's body and send it to a backend;
 * waits for that. With {@code backend=resets} it is the backend that resets.
 */
@WebServlet("/forward")
public class ForwardServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    boolean resets = request.getParameter("backend") != null;
    try (ServerSocket backend = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(backend, resets), "backend");
      serving.start();
      URI uri = URI.create("http://127.0.0.1:" + backend.getLocalPort() + "/");
      InputStream body = request.getInputStream();
      client.send(
          HttpRequest.newBuilder(uri).POST(BodyPublishers.ofInputStream(() -> body)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ServletException("Forwarding failed", e);
    } catch (InterruptedException e) {
      throw new ServletException(e);
    }
  }

  private static void serve(ServerSocket backend, boolean resets) {
    try (Socket socket = backend.accept()) {
      InputStream in = socket.getInputStream();
      if (resets) {
        in.read();
        socket.setSoLinger(true, 0);
        return;
      }
      StringBuilder read = new StringBuilder();
      for (int next = in.read(); next >= 0 && read.indexOf("\r\n0\r\n\r\n") < 0; next = in.read()) {
        read.append((char) next);
      }
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
