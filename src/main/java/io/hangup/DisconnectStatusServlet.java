package io.hangup;

import io.hangup.internal.metrics.Json;
import io.hangup.internal.metrics.RecentDisconnects;
import io.hangup.internal.runtime.JoinedValve;
import io.hangup.listener.Vitals;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * A page for those who would rather look: the last hour by kind, sessions that live, and the last
 * disconnects; with {@code ?format=json} the same as JSON. It shows addresses of clients: map it
 * only under a security constraint, as {@code conf-examples/status} does.
 */
public final class DisconnectStatusServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final String PAGE = "status.html";
  private static final String NONCE = "{nonce}";
  private static final int NONCE_BYTES = 18;

  private final SecureRandom random = new SecureRandom();

  /** A servlet that has to be mapped. */
  public DisconnectStatusServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setCharacterEncoding("UTF-8");
    if ("json".equals(request.getParameter("format"))) {
      writeJson(response);
    } else {
      writePage(response);
    }
  }

  private static void writeJson(HttpServletResponse response) throws IOException {
    Vitals vitals = JoinedValve.vitals();
    Map<String, Object> known =
        vitals == null
            ? Map.of("error", "No DisconnectValve runs in this server")
            : vitals.snapshot(RecentDisconnects.SIZE);
    response.setContentType("application/json");
    response.getWriter().write(Json.of(known));
  }

  /** Nothing but the page's own script and style runs, and it loads nothing but its JSON. */
  private void writePage(HttpServletResponse response) throws IOException {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getUrlEncoder().encodeToString(bytes);
    response.setContentType("text/html");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'nonce-"
            + nonce
            + "'; style-src 'nonce-"
            + nonce
            + "'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    try (InputStream page = DisconnectStatusServlet.class.getResourceAsStream(PAGE);
        PrintWriter writer = response.getWriter()) {
      if (page == null) {
        throw new FileNotFoundException(PAGE);
      }
      writer.write(new String(page.readAllBytes(), StandardCharsets.UTF_8).replace(NONCE, nonce));
    }
  }
}
