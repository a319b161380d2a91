package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.BootApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same hang-ups and errors on Spring Boot, without Hangup and with its jars. */
@ResourceLock("Spring Boot")
class SpringBootIT {
  private static final Map<String, BootRun> WITHOUT = new HashMap<>();

  static Stream<String> boots() {
    return Stream.of(System.getProperty("hangup.boots").split(","));
  }

  @ParameterizedTest
  @MethodSource("boots")
  void isNoisyWithout(String boot) throws Exception {
    BootRun run = without(boot);

    run.assertNoisy();
    assertThat(run.realErrors())
        .hasSize(4)
        .allMatch(record -> record.contains("\tat com.example.app."));
    assertThat(List.of(run.realErrors().get(0)))
        .allMatch(record -> record.contains("IllegalStateException: A mistake of"));
    assertThat(run.realErrors().subList(1, 4))
        .allMatch(record -> record.contains("java.net.SocketException: Connection reset\n\tat "));
  }

  @ParameterizedTest
  @MethodSource("boots")
  void quietensTomcatWithTheJarOnTheClassPath(String boot) throws Exception {
    BootRun without = without(boot);
    BootApplication app = new BootApplication(boot, "auto").hangup();
    try (app) {
      app.property(BootSetUp.EXAMPLE).start();
      assertThat(BootSetUp.valves(app)).isEqualTo(1);
      BootRun run = BootRun.with(app).assertTold().assertTomcatIsQuiet();
      BootRun.assertCounted(app);
      assertThat(run.realErrors()).isEqualTo(without.realErrors());
    }
    assertThat(app.console()).containsOnlyOnce("Since the last summary: disconnects [");
  }

  @ParameterizedTest
  @MethodSource("boots")
  void quietensSpringWithTheAdapterToo(String boot) throws Exception {
    BootRun without = without(boot);
    try (BootApplication app = new BootApplication(boot, "adapter").hangup().adapter("logback")) {
      app.property(BootSetUp.EXAMPLE).start();
      BootRun run = BootRun.with(app).assertTold().assertAllIsQuiet();
      BootRun.assertCounted(app);
      assertThat(run.realErrors()).isEqualTo(without.realErrors());
    }
  }

  @ParameterizedTest
  @MethodSource("boots")
  void namesTheJarOfTheRightLine(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "wrong-line").hangupOfTomcat9()) {
      app.launch();
      await().until(() -> !app.isAlive());

      assertThat(app.console())
          .contains(
              "is made for Tomcat 9.0, and this Tomcat is of another line: put [tomcat-hangup-")
          .doesNotContain("NoClassDefFoundError");
    }
  }

  private static BootRun without(String boot) throws Exception {
    if (!WITHOUT.containsKey(boot)) {
      try (BootApplication app = new BootApplication(boot, "without").start()) {
        WITHOUT.put(boot, BootRun.without(app));
      }
    }
    return WITHOUT.get(boot);
  }
}
