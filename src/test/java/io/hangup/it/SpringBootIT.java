package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.BootApplication;
import io.hangup.fixture.ResettingBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same hang-ups on Spring Boot 3 and 4, without Hangup and with it in every way. */
class SpringBootIT {
  private static final int TIMES = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LINE = "DEBUG io.hangup.disconnect : ";
  private static final String BEAN = "spring.main.sources=com.example.HangupConfiguration";
  private static final String DISABLED = "hangup.enabled=false";
  private static final String LEVEL = "logging.level.io.hangup.disconnect=DEBUG";
  private static final String EXAMPLE =
      "spring.config.additional-location="
          + Path.of("conf-examples/spring-boot/application.properties").toUri();

  @ParameterizedTest
  @ValueSource(strings = {"3", "4"})
  void isNoisyWithout(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "without", false).start()) {
      assertNoisy(boot, app);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "4"})
  void isNoisyWhereItIsDisabled(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "disabled", true)) {
      app.property(DISABLED).property(LEVEL).start();
      assertThat(valves(app)).isZero();
      assertNoisy(boot, app);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "4"})
  void isQuietWithTheJarOnTheClassPath(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "auto", true)) {
      app.property(EXAMPLE).start();
      assertThat(valves(app)).isEqualTo(1);
      assertQuiet(app);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "4"})
  void isQuietWithOneBean(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "bean", true)) {
      app.property(BEAN).property(DISABLED).property(LEVEL).start();
      assertThat(valves(app)).isEqualTo(1);
      assertQuiet(app);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "4"})
  void addsNoValveToTheApplicationsOwn(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "both", true)) {
      app.property(BEAN).property(LEVEL).start();
      assertThat(valves(app)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "4"})
  void refusesToStartWithAnAttributeThatMakesNoSense(String boot) throws Exception {
    try (BootApplication app = new BootApplication(boot, "refused", true)) {
      app.property("hangup.ping-timeout=20").launch();
      await().atMost(PATIENCE).until(() -> !app.isAlive());
      assertThat(app.console()).contains("pingTimeout=[20] has no effect without pings");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "4"})
  void leavesARealErrorAsItWas(String boot) throws Exception {
    List<String> without;
    try (BootApplication app = new BootApplication(boot, "errors-without", false).start()) {
      without = realErrors(app);
    }
    try (BootApplication app = new BootApplication(boot, "errors-with", true).start()) {
      assertThat(realErrors(app)).isEqualTo(without);
    }
    assertThat(without)
        .anyMatch(record -> record.contains("IllegalStateException: A mistake of"))
        .anyMatch(record -> record.contains("SocketException: Connection reset"))
        .allMatch(record -> record.contains("\tat com.example.app.ControlController."));
  }

  private static long valves(BootApplication app) {
    return app.console()
        .lines()
        .filter(line -> line.contains("Valve of [StandardEngine[Tomcat]] started"))
        .count();
  }

  /** Boot 4 knows more of Tomcat's hang-ups by itself. */
  private static void assertNoisy(String boot, BootApplication app) throws Exception {
    Map<BootHangUp, List<String>> records = hangUpOnAll(app);

    assertThat(records.get(BootHangUp.EXPORT)).anyMatch(SpringBootIT::isTomcats);
    assertThat(records.get(BootHangUp.EXPORT_H2)).anyMatch(SpringBootIT::isTomcats);
    assertThat(records.get(BootHangUp.EVENTS_H2).stream().anyMatch(SpringBootIT::isTomcats))
        .isEqualTo(boot.equals("3"));
    assertThat(records.get(BootHangUp.SOCKET_WRITTEN)).anyMatch(SpringBootIT::isSprings);
    assertThat(records.values().stream().flatMap(List::stream))
        .noneMatch(record -> record.startsWith(LINE));
  }

  private static void assertQuiet(BootApplication app) throws Exception {
    hangUpOnAll(app)
        .forEach(
            (hangUp, records) -> {
              assertThat(records)
                  .as("lines of %s", hangUp)
                  .filteredOn(record -> record.startsWith(LINE))
                  .hasSizeBetween(hangUp.isAlwaysHeardOf() ? TIMES : 1, TIMES)
                  .allMatch(hangUp::isToldBy);
              assertThat(records).as("of %s", hangUp).noneMatch(SpringBootIT::isTomcats);
            });
  }

  /** What is logged of each way to hang up. */
  private static Map<BootHangUp, List<String>> hangUpOnAll(BootApplication app) throws Exception {
    Map<BootHangUp, List<String>> records = new EnumMap<>(BootHangUp.class);
    for (BootHangUp hangUp : BootHangUp.values()) {
      int ended = Integer.parseInt(app.get("/ended"));
      int before = app.records().size();
      for (int i = 0; i < TIMES; i++) {
        hangUp.on(app.port());
      }
      if (hangUp.isAlwaysHeardOf()) {
        await().atMost(PATIENCE).until(() -> Integer.parseInt(app.get("/ended")) >= ended + TIMES);
      }
      awaitQuiet(app);
      records.put(hangUp, List.copyOf(app.records().subList(before, app.records().size())));
    }
    return records;
  }

  private static void awaitQuiet(BootApplication app) throws InterruptedException {
    int length;
    do {
      length = app.console().length();
      Thread.sleep(1000);
    } while (app.console().length() > length);
  }

  /**
   * Tomcat's records, but for one: that it found a request which the application still held tells
   * of no client, though it takes a hang-up to get there.
   */
  private static boolean isTomcats(String record) {
    return record.matches("(?s)[A-Z]+ org\\.apache\\..*")
        && !record.contains("CoyoteAdapter$RecycleRequiredException");
  }

  private static boolean isSprings(String record) {
    return record.matches("(?s)(WARN|ERROR) org\\.springframework\\..*");
  }

  /** The records of a mistake and of a backend's reset, without the Valve's own frame. */
  private static List<String> realErrors(BootApplication app) throws Exception {
    app.get("/ended");
    int before = app.records().size();
    app.get("/mistake");
    try (ResettingBackend backend = new ResettingBackend()) {
      app.get("/backend?port=" + backend.port());
    }
    awaitQuiet(app);
    return app.records().stream()
        .skip(before)
        .map(record -> record.replaceAll("\tat io\\.hangup\\.DisconnectValve\\..*\\R", ""))
        .toList();
  }
}
