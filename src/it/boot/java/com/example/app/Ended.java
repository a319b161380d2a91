package com.example.app;

import java.util.concurrent.atomic.AtomicInteger;

/** How many conversations with clients the application has seen the end of. */
final class Ended {
  static final AtomicInteger COUNT = new AtomicInteger();

  private Ended() {}
}
