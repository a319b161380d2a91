package io.hangup.matrix.real;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls over HTTP. */
final class HttpCalls {
  private static final Duration TIMEOUT = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private HttpCalls() {}

  private static URI uri(Order order) {
    return URI.create("http://127.0.0.1:" + order.port() + "/");
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static HttpRequest request(Order order, Duration timeout) {
    return HttpRequest.newBuilder(uri(order)).timeout(timeout).build();
  }

  static void send(Order order) throws Exception {
    client().send(request(order, PATIENCE), BodyHandlers.ofString());
  }

  static void timeOut(Order order) throws Exception {
    client().send(request(order, TIMEOUT), BodyHandlers.ofString());
  }

  static void open(Order order) throws IOException {
    try (InputStream in = uri(order).toURL().openStream()) {
      in.readAllBytes();
    }
  }

  /** What a proxy does: the backend's body is the response's, as it comes. */
  static void proxy(Order order) throws Exception {
    try (InputStream in =
        client().send(request(order, PATIENCE), BodyHandlers.ofInputStream()).body()) {
      in.readAllBytes();
    }
  }
}
