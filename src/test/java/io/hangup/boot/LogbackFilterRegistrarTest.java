package io.hangup.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.hangup.logback.DisconnectTurboFilter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Which filters Logback has, before, while and after an application runs. */
class LogbackFilterRegistrarTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void isThereUntilItIsClosed() {
    LogbackFilterRegistrar added = new LogbackFilterRegistrar(context);
    assertThat(context.getTurboFilterList()).hasOnlyElementsOfType(DisconnectTurboFilter.class);
    assertThat(context.getTurboFilterList()).hasSize(1);

    added.close();

    assertThat(context.getTurboFilterList()).isEmpty();
    assertThat(context.getCopyOfListenerList()).isEmpty();
  }

  @Test
  void isBackAfterLogbackHasReadItsConfigurationAgain() {
    LogbackFilterRegistrar added = new LogbackFilterRegistrar(context);

    context.reset();
    assertThat(context.getTurboFilterList()).hasSize(1);

    added.close();
    context.reset();
    assertThat(context.getTurboFilterList()).isEmpty();
  }

  @Test
  void leavesTheOneThatTheConfigurationNames() {
    DisconnectTurboFilter named = new DisconnectTurboFilter();
    context.addTurboFilter(named);

    LogbackFilterRegistrar added = new LogbackFilterRegistrar(context);
    assertThat(context.getTurboFilterList()).containsExactly(named);

    added.close();
    assertThat(context.getTurboFilterList()).containsExactly(named);
  }

  @Test
  void comesAndGoesWithTheApplication() {
    try (var application = Applications.with(Map.of())) {
      assertThat(shared().getTurboFilterList()).hasSize(1);
      assertThat(application.getBeansOfType(LogbackFilterRegistrar.class)).hasSize(1);
    }
    assertThat(shared().getTurboFilterList()).isEmpty();
    assertThat(shared().getCopyOfListenerList()).isEmpty();
  }

  @Test
  void staysAwayWhereHangupIsDisabled() {
    try (var application = Applications.with(Map.of("hangup.enabled", "false"))) {
      assertThat(shared().getTurboFilterList()).isEmpty();
      assertThat(application.getBeansOfType(LogbackFilterRegistrar.class)).isEmpty();
    }
  }

  private static LoggerContext shared() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
