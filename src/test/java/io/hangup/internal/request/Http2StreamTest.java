package io.hangup.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.Kind;
import org.apache.coyote.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Http2StreamTest {
  @ParameterizedTest
  @CsvSource({
    "'Connection [25], Stream [1], Closed by client', 25/1",
    "'连接 [3a]，流 [77]，已关闭', 3a/77",
    "'[1][2]', 1/2",
  })
  void isNamedByTheNumbersAtAMessagesBeginning(String message, String name) {
    assertThat(Http2Stream.nameIn(message)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Broken pipe", "Connection [25] was closed", "] [ ] [", "[1] [2"})
  void isNotNamedByAnythingElse(String message) {
    assertThat(Http2Stream.nameIn(message)).isNull();
  }

  @Test
  void isNoneWhereAnotherProtocolIsSpoken() {
    assertThat(Http2Stream.of(new Request())).isNull();
  }

  @Test
  void saysHowItEnded() {
    assertThat(Http2Stream.words(Kind.STREAM_RESET)).isEqualTo("the stream was reset");
    assertThat(Http2Stream.words(Kind.CONNECTION_CLOSED)).isEqualTo("the connection was closed");
  }
}
