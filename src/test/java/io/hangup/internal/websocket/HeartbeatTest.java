package io.hangup.internal.websocket;

import static io.hangup.internal.websocket.Heartbeat.Step.GIVE_UP;
import static io.hangup.internal.websocket.Heartbeat.Step.PING;
import static io.hangup.internal.websocket.Heartbeat.Step.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Asked every 250 ms, as a server asks. */
class HeartbeatTest {
  private static final int TICK_MILLIS = 250;
  private static final Upkeep UPKEEP =
      new Upkeep(Duration.ofSeconds(25), Duration.ofSeconds(20), false, false);

  private final Heartbeat heartbeat = new Heartbeat(UPKEEP, 0);

  @Test
  void pingsWhoIsSilentAndGivesUpWhoStaysSo() {
    assertThat(steps(50, now -> 0)).containsExactly("PING 25.0", "GIVE_UP 45.0");
  }

  @Test
  void whoAnswersIsPingedAgainLater() {
    // The clock says when the last pong was read, half a second after each ping.
    assertThat(steps(60, now -> now < 25_500 ? 0 : now < 51_000 ? 25_500 : 51_000))
        .containsExactly("PING 25.0", "PING 50.5");
  }

  @Test
  void whoSpeaksIsNotPinged() {
    assertThat(steps(300, now -> now / 24_000)).isEmpty();
  }

  @Test
  void whoIsHeardOfAtLastIsNotGivenUp() {
    assertThat(steps(50, now -> 0)).endsWith("GIVE_UP 45.0");

    assertThat(heartbeat.next(0, 0, nanos(45_250))).isEqualTo(GIVE_UP);
    assertThat(heartbeat.next(45_400, 0, nanos(45_500))).isEqualTo(WAIT);
    assertThat(heartbeat.next(45_400, 0, nanos(45_750))).isEqualTo(WAIT);
    assertThat(heartbeat.isPinged()).isFalse();
  }

  /**
   * It may be looked at seldom, and is pinged by when it was heard of, not by when that was seen.
   */
  @Test
  void whoIsLookedAtSeldomIsPingedInTime() {
    assertThat(heartbeat.next(1, nanos(4000), nanos(5000))).isEqualTo(WAIT);
    assertThat(heartbeat.patience(nanos(5000))).isEqualTo(nanos(21_000));
    assertThat(heartbeat.next(1, 0, nanos(26_000))).isEqualTo(PING);
    assertThat(heartbeat.patience(nanos(26_000))).isEqualTo(nanos(20_000));
    assertThat(heartbeat.next(1, 0, nanos(46_000))).isEqualTo(GIVE_UP);
  }

  /** The clock that says when something was read may have been set. */
  @Test
  void noClockMakesASilenceLongerThanItWas() {
    assertThat(heartbeat.next(1, nanos(3_600_000), nanos(5000))).isEqualTo(WAIT);
    assertThat(heartbeat.patience(nanos(5000))).isEqualTo(nanos(20_000));
    assertThat(heartbeat.next(2, nanos(-3_600_000), nanos(10_000))).isEqualTo(WAIT);
    assertThat(heartbeat.patience(nanos(10_000))).isEqualTo(nanos(25_000));
  }

  @Test
  void withoutATimeoutNobodyIsGivenUp() {
    Heartbeat patient =
        new Heartbeat(new Upkeep(Duration.ofSeconds(25), Duration.ZERO, false, false), 0);
    for (int now = 0; now <= 25_000; now += TICK_MILLIS) {
      assertThat(patient.next(0, 0, nanos(now))).isEqualTo(now == 25_000 ? PING : WAIT);
    }
    for (int now = 25_250; now <= 3_600_000; now += TICK_MILLIS) {
      assertThat(patient.next(0, 0, nanos(now))).isNotEqualTo(GIVE_UP);
    }
  }

  @Test
  void theInnermostThatPingsIsFollowed() {
    Upkeep outer = new Upkeep(Duration.ofSeconds(1), Duration.ofSeconds(2), true, true);

    assertThat(Upkeep.NONE.within(outer)).isEqualTo(outer);
    assertThat(UPKEEP.within(outer))
        .isEqualTo(new Upkeep(UPKEEP.pingInterval(), UPKEEP.pingTimeout(), true, true));
  }

  /** What is to be done within {@code seconds}, other than to wait, and after how many seconds. */
  private List<String> steps(int seconds, LongUnaryOperator read) {
    List<String> steps = new ArrayList<>();
    for (int now = 0; now <= seconds * 1000; now += TICK_MILLIS) {
      Heartbeat.Step step = heartbeat.next(read.applyAsLong(now), 0, nanos(now));
      if (step != WAIT) {
        steps.add(step + " " + now / 1000.0);
      }
      if (step == GIVE_UP) {
        break;
      }
    }
    return steps;
  }

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }
}
