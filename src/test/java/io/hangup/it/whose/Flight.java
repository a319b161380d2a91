package io.hangup.it.whose;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What one request loads for all that ask for the same key; its result is kept. */
final class Flight {
  /** The requests that wait for another one. */
  static final AtomicInteger WAITING = new AtomicInteger();

  private static final Map<String, CompletableFuture<byte[]>> FLIGHTS = new ConcurrentHashMap<>();

  private Flight() {}

  static CompletableFuture<byte[]> of(String key) {
    return FLIGHTS.computeIfAbsent(key, any -> new CompletableFuture<>());
  }
}
