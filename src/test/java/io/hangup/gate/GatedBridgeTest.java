package io.hangup.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.classify.Classifier;
import io.hangup.report.Counters;
import io.hangup.report.Reporter;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What it withholds is shown on Spring Boot itself: see {@code SpringBootIT}. */
class GatedBridgeTest {
  private final Logger logger = Logger.getLogger("io.hangup.test.GatedBridgeTest");
  private final Handler bridge = new SLF4JBridgeHandler();
  private final Counters counters = new Counters();
  private final LogGate gate =
      new LogGate(
          new Gatekeeper(
              new Classifier(),
              new Reporter(LogFactory.getLog(GatedBridgeTest.class), counters),
              new NoConnections(),
              (kind, webapp, source) -> Policy.Answer.WITHHOLD,
              Runnable::run),
          counters);

  @BeforeEach
  void addBridge() {
    logger.setUseParentHandlers(false);
    logger.addHandler(bridge);
  }

  @AfterEach
  void removeHandlers() {
    gate.uninstall();
    for (Handler handler : logger.getHandlers()) {
      logger.removeHandler(handler);
    }
  }

  @Test
  void takesTheBridgesPlaceOnceAndGivesItBack() {
    install();
    install();

    assertThat(logger.getHandlers())
        .hasSize(1)
        .allMatch(SLF4JBridgeHandler.class::isInstance)
        .doesNotContain(bridge);
    gate.uninstall();
    assertThat(logger.getHandlers()).containsExactly(bridge);
  }

  @Test
  void doesNotBringBackABridgeThatWasTakenAway() {
    install();
    for (Handler handler : logger.getHandlers()) {
      logger.removeHandler(handler);
    }

    gate.uninstall();

    assertThat(logger.getHandlers()).isEmpty();
  }

  private void install() {
    gate.install(getClass().getClassLoader());
  }
}
