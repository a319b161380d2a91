package io.hangup.load;

import io.hangup.load.Reading.Item;
import java.io.IOException;

/** An application that writes on standard error, so many lines on each thread. */
enum Print implements Load {
  ONE(1),
  EIGHT(8);

  private final int threads;

  Print(int threads) {
    this.threads = threads;
  }

  @Override
  public String title() {
    return "lines to System.err, on each of " + threads + " threads";
  }

  @Override
  public Cost run(LoadServer server, int size) throws IOException, InterruptedException {
    Reading before = server.read();
    long logged = server.logged();
    long begin = System.nanoTime();
    server.get("print?threads=" + threads + "&lines=" + size);
    long nanos = System.nanoTime() - begin;
    Reading after = server.read();
    return new Cost(
        (long) size * threads,
        after.since(before, Item.CPU),
        after.since(before, Item.ALLOCATED),
        server.logged() - logged,
        0,
        nanos);
  }
}
