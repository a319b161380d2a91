package io.hangup.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SearchBudgetTest {
  private static final long MILLIS = 1_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final SearchBudget budget = new SearchBudget(now::get);

  private String searchFor(long millis) {
    return budget.within(
        () -> {
          now.addAndGet(millis * MILLIS);
          return "found";
        });
  }

  @Test
  void letsSingleFailuresBeSearchedForAtOnce() {
    for (int i = 0; i < 10; i++) {
      assertThat(searchFor(9)).isEqualTo("found");
    }
  }

  @Test
  void endsUntilItsShareHasComeTogetherAgain() {
    searchFor(150);

    assertThat(searchFor(1)).isNull();
    now.addAndGet(2000 * MILLIS);
    assertThat(searchFor(1)).isNull();
    now.addAndGet(600 * MILLIS);
    assertThat(searchFor(1)).isEqualTo("found");
  }

  @Test
  void forgivesWhatASearchOverdrawsBeyondItsLimit() {
    searchFor(1000);

    now.addAndGet(3900 * MILLIS);
    assertThat(searchFor(1)).isNull();
    now.addAndGet(200 * MILLIS);
    assertThat(searchFor(1)).isEqualTo("found");
  }

  @Test
  void takesAFiftiethOfTheTimeOfAStorm() {
    long searching = 0;
    while (now.get() < 100_000 * MILLIS) {
      now.addAndGet(MILLIS);
      searching += searchFor(3) == null ? 0 : 3;
    }

    assertThat(searching).isBetween(2000L, 2110L);
  }
}
