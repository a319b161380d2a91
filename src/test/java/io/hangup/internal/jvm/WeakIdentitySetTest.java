package io.hangup.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeakIdentitySetTest {

  @Test
  void comparesByIdentity() {
    WeakIdentitySet<List<String>> set = new WeakIdentitySet<>();
    List<String> one = new ArrayList<>();
    List<String> equal = new ArrayList<>();

    assertThat(set.add(one)).isTrue();
    assertThat(set.add(one)).isFalse();
    assertThat(set.contains(equal)).isFalse();
    assertThat(set.add(equal)).isTrue();
    one.add("changed");
    assertThat(set.contains(one)).isTrue();
  }

  @Test
  void holdsNothingAlive() {
    WeakIdentitySet<Object> set = new WeakIdentitySet<>();
    for (int i = 0; i < 1000; i++) {
      set.add(new byte[1000]);
    }

    await()
        .untilAsserted(
            () -> {
              System.gc();
              List<Object> left = new ArrayList<>();
              set.forEach(left::add);
              assertThat(left).isEmpty();
            });
  }
}
