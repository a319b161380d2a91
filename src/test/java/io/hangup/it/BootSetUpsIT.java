package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.BootApplication;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other ways to have Hangup in Spring Boot 3 and 4, or not to have it. */
@ResourceLock("Spring Boot")
class BootSetUpsIT {
  @ParameterizedTest
  @ValueSource(strings = {"3-logging", "4-logging"})
  void isNoisyWhereItIsDisabled(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "disabled").hangup().adapter("logback")) {
      app.property(BootSetUp.DISABLED).property(BootSetUp.LEVEL).start();
      assertThat(BootSetUp.valves(app)).isZero();
      BootRun.without(app).assertNoisy();
    }
  }

  /** The one bean is all there is of Hangup: the adapter is on the class path, and not used. */
  @ParameterizedTest
  @ValueSource(strings = {"3-logging", "4-logging"})
  void quietensTomcatWithOneBean(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "bean").hangup().adapter("logback")) {
      app.property(BootSetUp.BEAN).property(BootSetUp.DISABLED).property(BootSetUp.LEVEL).start();
      assertThat(BootSetUp.valves(app)).isEqualTo(1);
      BootRun run = BootRun.with(app).assertTold().assertTomcatIsQuiet();
      assertThat(run.hangUps().get(BootHangUp.SOCKET_WRITTEN)).anyMatch(BootRecord::isSprings);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3-logging", "4-logging"})
  void quietensSpringWithOneBeanAndTheFilterInLogbacksConfiguration(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "explicit").hangup().adapter("logback")) {
      app.property(BootSetUp.BEAN).property(BootSetUp.DISABLED).property(BootSetUp.LEVEL);
      app.property(BootSetUp.logging("logback-spring.xml")).start();
      BootRun.with(app).assertTold().assertAllIsQuiet();
      BootRun.assertCounted(app);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3-logging", "4-logging"})
  void addsNoValveToTheApplicationsOwn(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "both").hangup()) {
      app.property(BootSetUp.BEAN).property(BootSetUp.LEVEL).start();
      assertThat(BootSetUp.valves(app)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3-logging", "4-logging"})
  void refusesToStartWithAnAttributeThatMakesNoSense(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "refused").hangup()) {
      app.property("hangup.ping-timeout=20").launch();
      await().atMost(BootRun.PATIENCE).until(() -> !app.isAlive());
      assertThat(app.console()).contains("pingTimeout=[20] has no effect without pings");
    }
  }
}
