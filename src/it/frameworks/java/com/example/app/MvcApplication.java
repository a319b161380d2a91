package com.example.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Spring MVC. */
@EnableWebMvc
@RestController
@ControllerAdvice
class MvcApplication {
  private static final Logger log = Logger.getLogger(MvcApplication.class.getName());
  private static final long EVENT_MILLIS = 5;

  /** The catch-all of a thousand applications. */
  @ExceptionHandler(Exception.class)
  ResponseEntity<String> failed(Exception e) {
    log.log(Level.SEVERE, "The controller failed", e);
    return ResponseEntity.internalServerError().body("failed");
  }

  @GetMapping("/json")
  List<String> json() {
    return new Much();
  }

  @PostMapping("/json")
  int json(@RequestBody Map<String, Object> body) {
    return body.size();
  }

  @PostMapping("/upload")
  int upload(InputStream body) throws IOException {
    return body.readAllBytes().length;
  }

  @GetMapping("/stream")
  StreamingResponseBody stream() {
    return Much::write;
  }

  @GetMapping("/events")
  SseEmitter events() {
    SseEmitter emitter = new SseEmitter(0L);
    new Thread(() -> send(emitter), "events").start();
    return emitter;
  }

  private static void send(SseEmitter emitter) {
    try {
      while (true) {
        emitter.send(Much.LINE);
        Thread.sleep(EVENT_MILLIS);
      }
    } catch (IOException | RuntimeException e) {
      completeWithError(emitter, e);
    } catch (InterruptedException e) {
      emitter.complete();
    }
  }

  private static void completeWithError(SseEmitter emitter, Exception failure) {
    try {
      emitter.completeWithError(failure);
    } catch (IllegalStateException e) {
      // The container has told of the error, and allows this thread no more.
    }
  }

  @GetMapping("/backend")
  int backend(@RequestParam("port") int port) throws IOException {
    return Backend.ask(port);
  }

  @GetMapping("/late")
  StreamingResponseBody late(@RequestParam("port") int port) {
    return out -> Much.write(out, port);
  }
}
