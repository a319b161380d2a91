package io.hangup.internal.request;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.tomcat.Peer;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/** What is said of a request's client, as long as Tomcat has the request. */
final class RequestFacts {
  private RequestFacts() {}

  /** The protocol that is spoken. */
  static Protocol protocol(Request request) {
    if (Peer.isAjp(request)) {
      return Protocol.AJP;
    }
    String protocol = request.getProtocol();
    return protocol != null && protocol.startsWith("HTTP/2") ? Protocol.H2 : Protocol.HTTP_1_1;
  }

  /** Who has asked. */
  static Client client(Request request) {
    Context context = request.getContext();
    return new Client(
        Peer.text(Peer.of(request)),
        context == null ? null : context.getPath(),
        request.getRequestURI(),
        null,
        null);
  }

  /** How long ago {@code request} began; null where Tomcat does not say so. */
  static @Nullable Duration elapsed(org.apache.coyote.Request request) {
    long begun = request.getStartTime();
    return begun <= 0 ? null : Duration.ofMillis(Math.max(0, System.currentTimeMillis() - begun));
  }
}
