package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.EachTomcat;
import io.hangup.fixture.RudeClient;
import io.hangup.fixture.Scenario;
import io.hangup.fixture.TomcatDistribution;
import io.hangup.fixture.ValveXml;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registries that come with Hangup: no application code at all. */
class RegistryDispatcherIT {
  private static final int HANG_UPS = 8;
  private static final String ZERO_CODE =
      ValveXml.with(
          "registry",
          "io.hangup.session.StaticFieldRegistry",
          "registry.fields",
          "io.hangup.sample.ChatEndpoint.SESSIONS");

  static List<String> versions() {
    return TomcatDistribution.versions().toList();
  }

  /** The same application twice: each has its own static fields. */
  @EachTomcat
  void dropsFromStaticFieldsWithoutALineOfCode(String version) throws Exception {
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "zero-code")) {
      tomcat.valve(ZERO_CODE);
      tomcat.deploy("/one", "io/hangup/sample").deploy("/two", "io/hangup/sample").start();
      try (RudeClient stays = RudeClient.webSocket(tomcat.port(), "/two/ws/stays")) {
        Scenario.hangUp(tomcat.port(), "/one", HANG_UPS);
        Scenario.hangUp(tomcat.port(), "/two", HANG_UPS);

        await().untilAsserted(() -> assertThat(left(tomcat, "/one")).isZero());
        await().untilAsserted(() -> assertThat(left(tomcat, "/two")).isEqualTo(1));
        assertThat(stays.send("hello").read()).isEqualTo("hello");
      }
      await().untilAsserted(() -> assertThat(left(tomcat, "/two")).isZero());
      assertThat(tomcat.consoleSinceStart()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSessionsStayWithoutIt(boolean withValve) throws Exception {
    String version = versions().get(0);
    try (TomcatDistribution tomcat = new TomcatDistribution(version, "code-" + withValve)) {
      if (!withValve) {
        tomcat.withoutValve();
      }
      tomcat.deploy("/one", "io/hangup/sample").start();

      Scenario.hangUp(tomcat.port(), "/one", HANG_UPS);

      assertThat(left(tomcat, "/one")).isEqualTo(HANG_UPS);
    }
  }

  private static int left(TomcatDistribution tomcat, String context) throws Exception {
    String stats = tomcat.get(context + "/stats");
    return Integer.parseInt(stats.substring(0, stats.indexOf(' ')));
  }
}
