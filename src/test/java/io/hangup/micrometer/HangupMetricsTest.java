package io.hangup.micrometer;

import static io.hangup.fixture.SampleEvents.NOW;
import static io.hangup.fixture.SampleEvents.disconnect;
import static io.hangup.fixture.SampleEvents.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.PingResult;
import io.hangup.disconnect.Source;
import io.hangup.disconnect.Undecided;
import io.hangup.listener.RegistryState;
import io.hangup.listener.Vitals;
import io.hangup.listener.Withholding;
import io.hangup.session.DeadSession;
import io.hangup.session.OpenSession;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HangupMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HangupMetrics metrics = new HangupMetrics();

  @Test
  void countsNothingUntilItIsBound() {
    metrics.disconnected(disconnect());
    metrics.bindTo(registry);

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void hasTheMetersOfTheTable() {
    metrics.bindTo(registry);
    metrics.started(vitals());
    metrics.disconnected(disconnect().after(Duration.ofSeconds(2)));
    metrics.withheld(new Withholding(Source.JUL, true, 1500));
    metrics.undecided(Undecided.COMPANY);
    OpenSession session = session("1", "");
    metrics.opened(session);
    metrics.dropped(new DeadSession(session, NOW.plusSeconds(60), 1006, "", false, disconnect()));
    metrics.opened(session);
    metrics.pinged(PingResult.ANSWERED);

    assertThat(
            registry
                .get("hangup.disconnects")
                .tags("kind", "RESET", "phase", "write", "protocol", "http/1.1", "context", "/shop")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("hangup.request.abandoned")
                .timer()
                .totalTime(java.util.concurrent.TimeUnit.SECONDS))
        .isEqualTo(2);
    assertThat(registry.get("hangup.withheld").tag("source", "jul").counter().count()).isEqualTo(1);
    assertThat(registry.get("hangup.withheld.bytes").counter().count()).isEqualTo(1500);
    assertThat(registry.get("hangup.undecided").tag("reason", "company").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("hangup.sessions.opened").counter().count()).isEqualTo(2);
    assertThat(
            registry
                .get("hangup.sessions.dropped")
                .tags("type", "WEBSOCKET", "clean", "false", "code", "1006")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(registry.get("hangup.sessions.active").tag("context", "/").gauge().value())
        .isEqualTo(1);
    assertThat(registry.get("hangup.session.duration").tag("kind", "RESET").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("hangup.pings").tag("result", "answered").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("hangup.registry.failures").functionCounter().count()).isEqualTo(3);
    assertThat(registry.get("hangup.registry.queue").gauge().value()).isEqualTo(2);
    assertThat(registry.get("hangup.registry.late").functionCounter().count()).isEqualTo(1);
  }

  /** Templates alone: a request's path is the client's choice. */
  @Test
  void tellsEndpointsApartWhereItIsAsked() {
    HangupMetrics byEndpoint = new HangupMetrics(true);
    byEndpoint.bindTo(registry);
    OpenSession session = session("1", "/chat");
    byEndpoint.opened(session);
    byEndpoint.disconnected(disconnect());
    byEndpoint.dropped(new DeadSession(session, NOW, 1006, "", false, disconnect()));

    assertThat(registry.get("hangup.disconnects").tag("endpoint", "none").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("hangup.sessions.active").tag("endpoint", "/ws").gauge().value())
        .isZero();
    assertThat(registry.get("hangup.session.duration").tag("endpoint", "/ws").timer().count())
        .isEqualTo(1);
  }

  @Test
  void leavesNothingBehind() {
    metrics.bindTo(registry);
    metrics.disconnected(disconnect());
    assertThat(registry.getMeters()).extracting(Meter::getId).isNotEmpty();

    metrics.close();

    assertThat(registry.getMeters()).isEmpty();
  }

  private static Vitals vitals() {
    return new Vitals() {
      @Override
      public Map<String, Object> snapshot(int recent) {
        return Map.of();
      }

      @Override
      public Map<String, RegistryState> registries() {
        return Map.of("com.example.Chat", new RegistryState(3, 2, 1));
      }
    };
  }
}
