package io.hangup.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Counts;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.report.UnattributedDisconnects;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.apache.juli.logging.LogFactory;
import org.apache.logging.log4j.jul.Log4jBridgeHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * What they withhold is shown on Spring Boot itself: see {@code SpringBootIT} and {@code
 * BootLog4j2IT}.
 */
class FilteringSlf4jBridgeTest {
  private final Logger logger = Logger.getLogger("io.hangup.test.FilteringSlf4jBridgeTest");
  private final Counts counts = new Counts();
  private final JulHandlerGate gate =
      new JulHandlerGate(
          new SuppressionDecider(
              new Classifier(),
              new Reporter(LogFactory.getLog(FilteringSlf4jBridgeTest.class), counts),
              new UnattributedDisconnects(),
              new NoConnections(),
              (kind, webapp, source) -> Policy.Answer.WITHHOLD,
              Runnable::run),
          counts);

  static List<Handler> bridges() {
    return List.of(new SLF4JBridgeHandler(), new Log4jBridgeHandler());
  }

  @AfterEach
  void removeHandlers() {
    gate.uninstall();
    for (Handler handler : logger.getHandlers()) {
      logger.removeHandler(handler);
    }
  }

  @ParameterizedTest
  @MethodSource("bridges")
  void takesTheBridgesPlaceOnceAndGivesItBack(Handler bridge) {
    install(bridge);
    gate.install(getClass().getClassLoader());

    assertThat(logger.getHandlers())
        .hasSize(1)
        .allMatch(bridge.getClass()::isInstance)
        .doesNotContain(bridge);
    gate.uninstall();
    assertThat(logger.getHandlers()).containsExactly(bridge);
  }

  @ParameterizedTest
  @MethodSource("bridges")
  void doesNotBringBackABridgeThatWasTakenAway(Handler bridge) {
    install(bridge);
    for (Handler handler : logger.getHandlers()) {
      logger.removeHandler(handler);
    }

    gate.uninstall();

    assertThat(logger.getHandlers()).isEmpty();
  }

  /** As an application does it at run time; the gate looks again by itself. */
  @ParameterizedTest
  @MethodSource("bridges")
  void isGatedWhenItComesAndForgottenWhenItGoes(Handler bridge) {
    gate.install(getClass().getClassLoader());
    install(bridge);
    assertThat(logger.getHandlers()).hasSize(1).doesNotContain(bridge);

    logger.removeHandler(logger.getHandlers()[0]);
    gate.install(getClass().getClassLoader());
    assertThat(logger.getHandlers()).isEmpty();

    install(bridge);
    assertThat(logger.getHandlers()).hasSize(1).doesNotContain(bridge);
    gate.uninstall();
    assertThat(logger.getHandlers()).containsExactly(bridge);
  }

  private void install(Handler bridge) {
    logger.setUseParentHandlers(false);
    logger.addHandler(bridge);
    gate.install(getClass().getClassLoader());
  }
}
