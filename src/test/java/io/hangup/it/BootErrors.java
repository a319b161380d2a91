package io.hangup.it;

import static org.awaitility.Awaitility.await;

import io.hangup.fixture.BootApplication;
import io.hangup.fixture.Quiet;
import io.hangup.fixture.ResettingBackend;
import io.hangup.fixture.RudeClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Errors of a Spring Boot application that are not its clients'. */
final class BootErrors {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private BootErrors() {}

  /**
   * The records of a mistake, and of a backend's resets: for an HTTP client, a WebSocket client,
   * and one that has hung up before. Without the Valve's own frame, its lines and sessions' names.
   */
  static List<String> on(BootApplication app) throws IOException, InterruptedException {
    app.get("/ended");
    int before = app.records().size();
    app.get("/mistake");
    try (ResettingBackend backend = new ResettingBackend()) {
      app.get("/backend?port=" + backend.port());
      talk(app, "backend:" + backend.port(), false);
      talk(app, "late:" + backend.port(), true);
    }
    Quiet.await(app::console, QUIET);
    return BootRun.since(before, app).stream()
        .filter(record -> !BootRecord.isLine(record))
        .map(record -> record.replaceAll("\tat io\\.hangup\\.DisconnectValve\\..*\\R", ""))
        .map(record -> record.replaceAll("\\[id=[0-9a-f-]+", "[id=..."))
        .toList();
  }

  private static void talk(BootApplication app, String message, boolean hangUp) throws IOException {
    int ended = BootRun.ended(app);
    try (RudeClient client = RudeClient.webSocket(app.port(), "/talk")) {
      client.send(message).read();
      if (hangUp) {
        client.reset();
      }
      await().atMost(BootRun.PATIENCE).until(() -> BootRun.ended(app) > ended);
    }
  }
}
