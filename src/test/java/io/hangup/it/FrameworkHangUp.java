package io.hangup.it;

import io.hangup.fixture.Abort;
import io.hangup.fixture.Http1Client;
import java.io.IOException;

/** What clients hang up on, in each framework, and how that is known. */
enum FrameworkHangUp {
  MVC_JSON("/mvc/json", false, true),
  MVC_STREAM("/mvc/stream", true, true),
  MVC_EVENTS("/mvc/events", true, true),
  MVC_UPLOAD("/mvc/upload", false, true),
  /** A body that Spring itself reads. */
  MVC_BODY("/mvc/json", false, true),
  FLUX_JSON("/flux/json", true, true),
  FLUX_TEXT("/flux/text", true, true),
  FLUX_EVENTS("/flux/events", true, true),
  /** Of which WebFlux itself says nothing but at DEBUG. */
  FLUX_UPLOAD("/flux/upload", true, false),
  REST_JSON("/rest/json", false, true),
  REST_STREAM("/rest/stream", false, true),
  REST_EVENTS("/rest/events", true, true),
  REST_UPLOAD("/rest/upload", false, true);

  private final String path;
  private final boolean async;
  private final boolean noisy;

  FrameworkHangUp(String path, boolean async, boolean noisy) {
    this.path = path;
    this.async = async;
    this.noisy = noisy;
  }

  /** Hangs up in the middle of the body that one side sends. */
  void on(int port, Abort abort) throws IOException {
    try (Http1Client client = Http1Client.plain(port)) {
      if (isUpload()) {
        upload(client);
      } else {
        client.get(FrameworksServer.CONTEXT + path).readHead();
        client.read(1);
      }
      abort.on(client);
    }
  }

  private void upload(Http1Client client) throws IOException {
    client.request(
        "POST",
        FrameworksServer.CONTEXT + path,
        "Content-Length: 100000",
        "Content-Type: " + (this == MVC_BODY ? "application/json" : "text/plain"),
        "Expect: 100-continue");
    client.readHead();
    client.write("{\"a\": \"" + "x".repeat(1000));
  }

  private boolean isUpload() {
    return name().endsWith("_UPLOAD") || this == MVC_BODY;
  }

  /** Whether it is a request in asynchronous processing, and so a session. */
  boolean isSession() {
    return async;
  }

  /** Whether the framework, the application or Tomcat logs a stack trace of it. */
  boolean isNoisy() {
    return noisy;
  }

  /** Whether {@code line} is Hangup's line of it. */
  boolean isToldBy(String line) {
    return line.contains(" " + phase() + " http/1.1 [127.0.0.1:")
        && line.contains(" endpoint [" + FrameworksServer.CONTEXT + path + "] ");
  }

  /** Whether {@code line} is what a registry has been told of its end. */
  boolean isDroppedBy(String line) {
    return line.matches(
        "dropped "
            + FrameworksServer.CONTEXT
            + path
            + " 1006 unclean (RESET|BROKEN_PIPE|EOF)/"
            + phase());
  }

  private String phase() {
    return isUpload() ? "read" : "write";
  }
}
