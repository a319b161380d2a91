package io.hangup.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OncePerMinuteTest {
  @Test
  void isDueForOneOfMany() {
    OncePerMinute warnings = new OncePerMinute();

    assertThat(IntStream.range(0, 1000).parallel().filter(i -> warnings.isDue()).count())
        .isEqualTo(1);
    assertThat(new OncePerMinute().isDue()).isTrue();
  }
}
