package io.hangup.it.aborts;

import java.util.ArrayList;
import java.util.List;

/** Threads that print to standard error while another one prints stack traces. */
final class Crowd {
  private static final int THREADS = 4;
  private static final int LINES = 400;
  private static final int TRACES = 100;

  private Crowd() {}

  static void printAround(Throwable failure) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = "crowd-" + i;
      Thread thread = new Thread(() -> print(name), name);
      threads.add(thread);
      thread.start();
    }
    for (int i = 0; i < TRACES; i++) {
      failure.printStackTrace();
    }
    System.err.println("crowd-traces over");
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    System.err.println("crowd-end");
  }

  /** Every third line looks as if it belonged to a trace. */
  private static void print(String name) {
    for (int i = 0; i < LINES; i++) {
      String line = name + " " + i + " says something";
      if (i % 3 == 0) {
        System.err.println("\tat " + line);
      } else if (i % 3 == 1) {
        System.err.print(line + "\n");
      } else {
        System.err.println(line);
      }
    }
  }
}
