package io.hangup.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.disconnect.PingResult;
import io.hangup.listener.DisconnectListener;
import io.hangup.listener.RegistryState;
import io.hangup.listener.Vitals;
import io.hangup.micrometer.HangupMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What Spring Boot measures with gets what it measures by itself. */
class ObservingBeansTest {
  @Test
  void metersAndTheEndpointAreListeners() {
    try (var application = Applications.with(Map.of("hangup.keep", "EOF"))) {
      assertThat(application.getBeansOfType(DisconnectListener.class).values())
          .hasAtLeastOneElementOfType(HangupMetrics.class)
          .hasAtLeastOneElementOfType(HangupEndpoint.class);
    }
  }

  @Test
  void theEndpointHasSettingsBeforeAndAfterAValveRuns() {
    try (var application = Applications.with(Map.of("hangup.keep", "EOF"))) {
      HangupEndpoint endpoint = application.getBean(HangupEndpoint.class);
      assertThat(endpoint.hangup()).containsOnlyKeys("settings");
      assertThat(endpoint.hangup().get("settings"))
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("keep", "EOF");
      endpoint.started(
          new Vitals() {
            @Override
            public Map<String, Object> snapshot(int recent) {
              return Map.of("disconnects", recent);
            }

            @Override
            public Map<String, RegistryState> registries() {
              return Map.of();
            }
          });
      assertThat(endpoint.hangup()).containsEntry("disconnects", 100);
      endpoint.close();
      assertThat(endpoint.hangup()).containsOnlyKeys("settings");
    }
  }

  @Test
  void theMetersAreThoseOfTheRegistryThatBindsThem() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (var application = Applications.with(Map.of())) {
      HangupMetrics metrics = application.getBean(HangupMetrics.class);
      metrics.bindTo(registry);
      metrics.pinged(PingResult.LOST);
      assertThat(registry.get("hangup.pings").counter().count()).isEqualTo(1);
    }
    assertThat(registry.getMeters()).as("closed with the application").isEmpty();
  }
}
