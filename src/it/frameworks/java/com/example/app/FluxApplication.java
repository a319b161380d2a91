package com.example.app;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Spring WebFlux. */
@EnableWebFlux
@RestController
class FluxApplication {
  private static final Logger log = Logger.getLogger(FluxApplication.class.getName());
  private static final Duration BETWEEN_EVENTS = Duration.ofMillis(5);

  /** Before Spring's own, which say nothing of most hang-ups. */
  @Bean
  @Order(-10)
  WebExceptionHandler failed() {
    return (exchange, e) -> {
      log.log(Level.SEVERE, "The handler failed", e);
      return Mono.error(e);
    };
  }

  @GetMapping("/json")
  Mono<List<String>> json() {
    return Mono.fromSupplier(Much::new);
  }

  @GetMapping(value = "/text", produces = MediaType.TEXT_PLAIN_VALUE)
  Flux<String> text() {
    return Flux.fromStream(() -> Stream.generate(() -> Much.LINE));
  }

  @GetMapping(value = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<String> events() {
    return Flux.interval(BETWEEN_EVENTS).onBackpressureDrop().map(tick -> Much.LINE);
  }

  @PostMapping("/upload")
  Mono<Integer> upload(@RequestBody Mono<String> body) {
    return body.map(String::length);
  }

  @GetMapping("/backend")
  Mono<Integer> backend(@RequestParam("port") int port) {
    return Mono.fromCallable(() -> Backend.ask(port)).subscribeOn(Schedulers.boundedElastic());
  }

  @GetMapping(value = "/late", produces = MediaType.TEXT_PLAIN_VALUE)
  Flux<String> late(@RequestParam("port") int port) {
    return Flux.concat(Flux.just(Much.LINE), backend(port).map(String::valueOf));
  }
}
