package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.BootApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same on Spring Boot 4 with Log4j 2 in Logback's place. */
@ResourceLock("Spring Boot")
class BootLog4j2IT {
  private static final String BOOT = "4-log4j2";

  @Test
  void quietensAllWithTheAdapterInTheConfiguration() throws Exception {
    BootRun without;
    try (BootApplication app = new BootApplication(BOOT, "without").start()) {
      without = BootRun.without(app).assertNoisy();
    }
    try (BootApplication app = new BootApplication(BOOT, "with").hangup().adapter("log4j2")) {
      app.property(BootSetUp.logging("log4j2-spring.xml"));
      app.property(BootSetUp.EXAMPLE).start();
      BootRun with = BootRun.with(app).assertTold().assertAllIsQuiet();
      BootRun.assertCounted(app);
      assertThat(with.realErrors()).hasSize(4).isEqualTo(without.realErrors());
    }
  }

  /** Tomcat's records come through Log4j's bridge, which asks no filter by itself. */
  @Test
  void quietensTomcatWithTheJarAlone() throws Exception {
    try (BootApplication app = new BootApplication(BOOT, "jar").hangup()) {
      app.property(BootSetUp.EXAMPLE).start();
      BootRun run = BootRun.with(app).assertTold().assertTomcatIsQuiet();
      assertThat(run.hangUps().get(BootHangUp.SOCKET_WRITTEN)).anyMatch(BootRecord::isSprings);
    }
  }
}
