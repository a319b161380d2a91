package io.hangup.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.hangup.fixture.Patience;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.hangup.session.SessionRegistry;
import io.hangup.session.TestSessions;
import io.hangup.session.Webapp;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.apache.juli.logging.Log;
import org.junit.jupiter.api.Test;

class RegistryDispatcherTest {
  private static final int SESSIONS = 1000;
  private static final Duration PATIENCE = Patience.EVENT;

  private final Log log = mock(Log.class);
  private final Webapp webapp =
      new Webapp(new ClassLoader(getClass().getClassLoader()) {}, mock(ServletContext.class));
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Test
  void tellsInOrderWithTheLoaderInPlaceAndClosesLast() {
    ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
    RegistryDispatcher registries = registries(loader, new Recording());

    for (int i = 0; i < SESSIONS; i++) {
      registries.opened(session(i), webapp);
      registries.drop(dead(i), webapp);
    }
    registries.close(Deadline.in(PATIENCE));

    assertThat(heard).hasSize(2 * SESSIONS + 1).endsWith("closed");
    for (int i = 0; i < SESSIONS; i++) {
      assertThat(heard.subList(2 * i, 2 * i + 2)).containsExactly("opened " + i, "dropped " + i);
    }
    assertThat(registries.state().failures()).isZero();
  }

  @Test
  void callsWithTheLoaderInPlace() {
    ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
    List<ClassLoader> loaders = new CopyOnWriteArrayList<>();
    RegistryDispatcher registries =
        registries(loader, dead -> loaders.add(Thread.currentThread().getContextClassLoader()));

    Webapp other = new Webapp(new ClassLoader(loader) {}, mock(ServletContext.class));
    registries.drop(dead(1), webapp);
    registries.drop(dead(2), other);
    registries.drop(dead(3), webapp);
    registries.close(Deadline.in(PATIENCE));

    assertThat(loaders).containsExactly(webapp.loader(), other.loader(), webapp.loader());
  }

  @Test
  void warnsOncePerClassOfFailureAndCountsAll() {
    RegistryDispatcher registries =
        registries(
            getClass().getClassLoader(),
            dead -> {
              if (dead.session().id().equals("0")) {
                throw new AssertionError("an Error");
              }
              throw new IllegalStateException("broken");
            },
            new Recording());

    for (int i = 0; i < 10; i++) {
      registries.drop(dead(i), webapp);
    }
    registries.close(Deadline.in(PATIENCE));

    assertThat(registries.state().failures()).isEqualTo(10);
    assertThat(heard).hasSize(11);
    verify(log, times(1)).warn(contains("failed with"), any(AssertionError.class));
    verify(log, times(1)).warn(contains("failed with"), any(IllegalStateException.class));
  }

  @Test
  void aRegistryThatBlocksHoldsUpNobodyElse() {
    CountDownLatch never = new CountDownLatch(1);
    RegistryDispatcher registries =
        registries(
            getClass().getClassLoader(),
            dead -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            new Recording());

    registries.drop(dead(1), webapp);
    registries.drop(dead(2), webapp);

    await().untilAsserted(() -> assertThat(heard).containsExactly("dropped 1", "dropped 2"));
    registries.close(Deadline.in(Duration.ofSeconds(1)));
    verify(log).warn(contains("did not finish within stopTimeout=[1] s"));
  }

  /** More than wait at most: who brings them waits a moment each, and nothing is lost. */
  @Test
  void keepsWhatARegistryIsTooSlowForAndTellsTheOthersAtOnce() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    LongAdder slow = new LongAdder();
    LongAdder quick = new LongAdder();
    RegistryDispatcher registries =
        registries(
            getClass().getClassLoader(),
            dead -> {
              awaitUninterruptibly(goOn);
              slow.increment();
            },
            dead -> quick.increment());
    int more = RegistryQueue.CAPACITY + 3;
    for (int i = 0; i < more; i++) {
      registries.drop(dead(i), webapp);
    }
    await().untilAsserted(() -> assertThat(quick.sum()).isEqualTo(more));
    assertThat(slow.sum()).isZero();
    verify(log).warn(contains("does not keep up"));

    goOn.countDown();
    registries.await(Deadline.in(PATIENCE));

    assertThat(slow.sum()).isEqualTo(more);
    registries.close(Deadline.in(PATIENCE));
    assertThat(registries.state().failures()).isZero();
  }

  /** Several that block share the patience of whoever stops them. */
  @Test
  void stopsWithinOneDeadlineHoweverManyBlock() {
    CountDownLatch never = new CountDownLatch(1);
    SessionRegistry deaf = dead -> awaitUninterruptibly(never);
    RegistryDispatcher registries = registries(getClass().getClassLoader(), deaf, deaf, deaf, deaf);
    registries.drop(dead(1), webapp);
    long before = System.nanoTime();

    registries.close(Deadline.in(Duration.ofSeconds(1)));

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isLessThan(Patience.promised(Duration.ofSeconds(3)));
    verify(log, times(4)).warn(contains("did not finish within stopTimeout=[1] s"));
    never.countDown();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // Deaf on purpose.
      }
    }
  }

  private RegistryDispatcher registries(ClassLoader loader, SessionRegistry... registries) {
    return new RegistryDispatcher(List.of(registries), loader, log);
  }

  private static OpenSession session(int id) {
    return TestSessions.opened(Integer.toString(id), new Object());
  }

  private static DeadSession dead(int id) {
    return TestSessions.dead(Integer.toString(id), new Object());
  }

  private final class Recording implements SessionRegistry {
    @Override
    public void opened(OpenSession session) {
      heard.add("opened " + session.id());
    }

    @Override
    public void drop(DeadSession session) {
      heard.add("dropped " + session.session().id());
    }

    @Override
    public void close() {
      heard.add("closed");
    }
  }
}
