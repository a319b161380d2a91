package com.example.app;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Responses that go on until the client has gone. */
@RestController
class StreamController {
  private static final long EVENT_MILLIS = 20;
  private static final byte[] CHUNK = new byte[4096];

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "events");
            thread.setDaemon(true);
            return thread;
          });

  @GetMapping("/events")
  SseEmitter events() {
    SseEmitter emitter = new SseEmitter(0L);
    threads.execute(
        () -> {
          try {
            send(emitter);
          } catch (IOException | RuntimeException e) {
            emitter.completeWithError(e);
          } finally {
            Ended.COUNT.incrementAndGet();
          }
        });
    return emitter;
  }

  private static void send(SseEmitter emitter) throws IOException {
    while (true) {
      emitter.send("tick");
      try {
        Thread.sleep(EVENT_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @GetMapping("/stream")
  StreamingResponseBody stream() {
    return StreamController::write;
  }

  static void write(OutputStream out) throws IOException {
    try {
      while (true) {
        out.write(CHUNK);
        out.flush();
      }
    } finally {
      Ended.COUNT.incrementAndGet();
    }
  }
}
