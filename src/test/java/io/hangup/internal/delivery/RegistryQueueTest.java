package io.hangup.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.hangup.session.TestSessions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.juli.logging.Log;
import org.junit.jupiter.api.Test;

class RegistryQueueTest {
  private final Log log = mock(Log.class);
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicBoolean noThreads = new AtomicBoolean(true);
  private final RegistryQueue line =
      new RegistryQueue(
          dead -> told.add(dead.session().id()), getClass().getClassLoader(), log, this::orNone);

  private Thread orNone(Thread thread) {
    if (noThreads.get()) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    return thread;
  }

  private void drop(int id) {
    line.deliver(each -> each.drop(TestSessions.dead(Integer.toString(id), new Object())), null);
  }

  @Test
  void tellsLaterInOrderWhereNoThreadCanBeStarted() {
    drop(1);
    drop(2);
    line.askForThread();

    assertThat(line.size()).isEqualTo(2);
    assertThat(told).isEmpty();
    verify(log, times(1)).warn(contains("No thread can be started"), any(Throwable.class));
    noThreads.set(false);
    line.askForThread();
    drop(3);
    await().untilAsserted(() -> assertThat(told).containsExactly("1", "2", "3"));
    assertThat(line.size()).isZero();
    assertThat(line.state().failures()).isZero();
    verifyNoMoreInteractions(log);
  }

  @Test
  void saysWhatIsLostWhereNoThreadCouldEverBeStarted() {
    drop(1);
    line.shutDown();
    line.awaitEnd(Deadline.in(Duration.ofSeconds(1)));

    assertThat(told).isEmpty();
    assertThat(line.state().failures()).isEqualTo(2);
    verify(log).warn(contains("[2] notices were lost"));
  }

  @Test
  void takesNothingAfterItIsClosed() {
    noThreads.set(false);
    line.shutDown();
    drop(1);
    line.awaitEnd(Deadline.in(Duration.ofSeconds(1)));

    assertThat(told).isEmpty();
    assertThat(line.state().failures()).isEqualTo(1);
    verify(log).warn(contains("is closed"));
  }
}
