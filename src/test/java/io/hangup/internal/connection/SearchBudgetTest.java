package io.hangup.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SearchBudgetTest {
  private static final long MILLIS = 1_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final SearchBudget budget = new SearchBudget(now::get);

  private String search(int looks) {
    return budget.within(looks, () -> "found");
  }

  @Test
  void letsSingleFailuresBeSearchedForAtOnce() {
    for (int i = 0; i < 90; i++) {
      assertThat(search(10_000)).isEqualTo("found");
    }
  }

  /** A thread may wait for a processor in the middle of its search. */
  @Test
  void takesNoTimeForACost() {
    for (int i = 0; i < 1000; i++) {
      assertThat(
              budget.within(
                  10,
                  () -> {
                    now.addAndGet(50 * MILLIS);
                    return "found";
                  }))
          .isEqualTo("found");
    }
  }

  @Test
  void endsUntilItsShareHasComeTogetherAgain() {
    search(1_500_000);

    assertThat(search(1)).isNull();
    now.addAndGet(2000 * MILLIS);
    assertThat(search(1)).isNull();
    now.addAndGet(600 * MILLIS);
    assertThat(search(1)).isEqualTo("found");
  }

  @Test
  void forgivesWhatASearchOverdrawsBeyondItsLimit() {
    search(10_000_000);

    now.addAndGet(4900 * MILLIS);
    assertThat(search(1)).isNull();
    now.addAndGet(200 * MILLIS);
    assertThat(search(1)).isEqualTo("found");
  }

  @Test
  void looksAtSoManyInASecondOfAStorm() {
    long looks = 0;
    while (now.get() < 100_000 * MILLIS) {
      now.addAndGet(MILLIS);
      looks += search(10_000) == null ? 0 : 10_000;
    }

    assertThat(looks).isBetween(20_000_000L, 21_100_000L);
  }
}
