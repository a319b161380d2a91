package io.hangup.disconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DisconnectTest {
  private static final Client CLIENT =
      new Client("127.0.0.1:1", "/app", "/ws", "3f", Instant.EPOCH);

  private final AtomicInteger asked = new AtomicInteger();
  private final Disconnect disconnect =
      disconnect(
          () -> {
            asked.incrementAndGet();
            return Phase.WRITE;
          });

  @Test
  void asksForThePhaseOnceAndNotBeforeSomebodyDoes() {
    Disconnect its = disconnect.of(CLIENT, true).from("logger");
    assertThat(asked).hasValue(0);

    assertThat(its.phase()).isEqualTo(Phase.WRITE);
    assertThat(disconnect.code()).isEqualTo("RESET/write");
    assertThat(asked).hasValue(1);
  }

  @Test
  void isAttributedWhereItsClientIsKnown() {
    assertThat(disconnect.isAttributed()).isFalse();
    Disconnect its = disconnect.of(CLIENT, true);
    assertThat(its.isAttributed()).isTrue();
    assertThat(its.client()).isSameAs(CLIENT);
    assertThat(its.secure()).isTrue();
  }

  @Test
  void saysWhatItIs() {
    assertThat(disconnect.of(CLIENT, false)).asString().startsWith("RESET/write of ");
  }

  private static Disconnect disconnect(Supplier<Phase> phase) {
    return new Disconnect(
        Kind.RESET,
        phase,
        Protocol.HTTP_1_1,
        false,
        Evidence.ORIGIN,
        Instant.EPOCH,
        Client.UNKNOWN,
        null,
        "java.net.SocketException: Connection reset",
        null);
  }
}
