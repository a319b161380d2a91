package io.hangup.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final long TICK = 250_000_000L;

  private final List<Guest> all = new CopyOnWriteArrayList<>();
  private final Rounds rounds = new Rounds(all);
  private final long start = System.nanoTime();
  private int ticks;

  @Test
  void comesByEverybodyInFiveSeconds() {
    guests(1000);
    tick(20);
    assertThat(all).allMatch(guest -> !guest.looks.isEmpty());
    tick(200);
    assertThat(all).allMatch(guest -> guest.looks.size() >= 11 && guest.looks.size() <= 13);
  }

  /** A client that may be silent for ever is not looked at at each tick. */
  @Test
  void countsTheTicksOfATimeHoweverLong() {
    assertThat(Rounds.ticks(-1)).isEqualTo(1);
    assertThat(Rounds.ticks(0)).isEqualTo(1);
    assertThat(Rounds.ticks(TICK)).isEqualTo(1);
    assertThat(Rounds.ticks(TICK + 1)).isEqualTo(2);
    assertThat(Rounds.ticks(Long.MAX_VALUE)).isEqualTo(Rounds.ROUND);
  }

  @Test
  void looksAtAPartAtATime() {
    guests(1000);
    tick(1);
    assertThat(all).filteredOn(guest -> !guest.looks.isEmpty()).hasSizeBetween(50, 101);
  }

  @Test
  void whoIsHurriedIsLookedAtNext() {
    guests(1000);
    tick(40);
    Guest guest = all.get(500);
    guest.looks.clear();
    rounds.soon(guest);
    rounds.soon(guest);
    tick(1);
    assertThat(guest.looks).hasSize(1);
  }

  @Test
  void whoAsksForItIsLookedAtAgain() {
    guests(100);
    Guest guest = all.get(99);
    guest.again = 1;
    rounds.soon(guest);
    tick(10);
    assertThat(guest.looks).hasSize(10);
    guest.again = 4;
    tick(20);
    assertThat(guest.looks).hasSize(15);
    guest.again = Rounds.ROUND;
    guest.looks.clear();
    tick(60);
    assertThat(guest.looks).hasSizeBetween(2, 5);
  }

  /** A machine that was suspended has read nothing meanwhile, whatever has been sent. */
  @Test
  void theClockStandsStillInAHalt() {
    guests(1);
    tick(8);
    long before = rounds.now();
    assertThat(before).isBetween(7 * TICK, 9 * TICK);
    ticks += 4 * 3600;
    tick(1);
    assertThat(rounds.now()).isEqualTo(before);
    tick(1);
    assertThat(rounds.now()).isEqualTo(before + TICK);
  }

  @Test
  void afterAHaltNobodyIsForgotten() {
    guests(100);
    all.forEach(guest -> guest.again = 3);
    all.forEach(rounds::soon);
    tick(2);
    ticks += 1000;
    tick(21);
    all.forEach(guest -> guest.looks.clear());
    tick(9);
    assertThat(all).allMatch(guest -> guest.looks.size() == 3);
  }

  /** Who calls only every ten seconds looks at everybody each time. */
  @Test
  void seldomTicksAreLongOnes() {
    guests(1000);
    ticks += 40;
    tick(1);
    assertThat(all).allMatch(guest -> guest.looks.size() == 1);
  }

  @Test
  void oneThatFailsKeepsNobodyElse() {
    guests(3);
    all.get(0).again = -1;
    all.forEach(rounds::soon);
    tick(20);
    assertThat(all.subList(1, 3)).allMatch(guest -> !guest.looks.isEmpty());
  }

  private void guests(int count) {
    IntStream.range(0, count).forEach(i -> all.add(new Guest()));
  }

  private void tick(int count) {
    for (int i = 0; i < count; i++) {
      ticks++;
      rounds.go(start + ticks * TICK + TICK / 2);
    }
  }

  private static final class Guest implements Rounds.Member {
    private final List<Long> looks = new ArrayList<>();
    private int again = Rounds.ROUND;
    private int due;

    @Override
    public int look(long now) {
      if (again < 0) {
        throw new IllegalStateException("A test's");
      }
      looks.add(now);
      return again;
    }

    @Override
    public int dueAt() {
      return due;
    }

    @Override
    public void dueAt(int tick) {
      due = tick;
    }
  }
}
