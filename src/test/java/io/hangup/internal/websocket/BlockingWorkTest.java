package io.hangup.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockingWorkTest {
  private final List<Runnable> threads = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private boolean isExhausted;
  private final BlockingWork work =
      new BlockingWork(
          task -> {
            if (isExhausted) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            threads.add(task);
          });

  @Test
  void manyShareAThread() {
    for (int i = 0; i < 100; i++) {
      work.later(() -> done.add("ping"));
    }
    assertThat(threads).isEmpty();
    work.tick();
    assertThat(threads).hasSize(4);
    threads.get(0).run();
    assertThat(done).hasSize(100);
  }

  /** One that waits for its client keeps the others for a tick at most. */
  @Test
  void whatIsLeftGetsANewThread() {
    work.later(() -> {});
    work.later(() -> {});
    work.tick();
    work.tick();
    assertThat(threads).hasSize(2);
  }

  @Test
  void waitsForAThreadThatCanBeStarted() {
    isExhausted = true;
    work.execute(() -> done.add("close"));
    work.later(() -> done.add("ping"));
    work.tick();
    isExhausted = false;
    work.tick();
    threads.forEach(Runnable::run);
    assertThat(done).containsExactlyInAnyOrder("close", "ping");
  }

  @Test
  void oneThatFailsKeepsNoOther() {
    work.later(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    work.later(() -> done.add("ping"));
    work.tick();
    threads.get(0).run();
    assertThat(done).containsExactly("ping");
  }
}
