package io.hangup.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hangup.bridge.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisconnectTurboFilterTest {
  private final List<String> asked = new ArrayList<>();
  private final BiPredicate<String, Throwable> judge = this::isDisconnect;
  private final ClientAbortException disconnect = new ClientAbortException();
  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("app");
  private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

  @BeforeEach
  void configure() {
    seen.start();
    log.addAppender(seen);
    log.setLevel(Level.TRACE);
    context.addTurboFilter(new DisconnectTurboFilter());
    Judge.appoint(judge);
  }

  @AfterEach
  void dismiss() {
    Judge.dismiss(judge);
    context.stop();
  }

  @Test
  void deniesADisconnectHoweverItIsLogged() {
    log.error("failed", disconnect);
    log.warn("{} failed", "it", disconnect);
    log.info("{} and {} failed", "this", "that", disconnect);
    log.error("{}, {} and {} failed", 1, 2, 3, disconnect);
    log.atError().setCause(disconnect).log("failed");

    assertThat(seen.list).isEmpty();
    assertThat(asked).hasSize(5).containsOnly("app");
  }

  @Test
  void passesARealError() {
    Exception real = new IllegalStateException("Broken pipe");
    log.error("failed", real);
    log.error("{} failed", "it", real);
    log.error("no throwable");
    log.error("{} {}", 1, 2);

    assertThat(seen.list).hasSize(4);
    assertThat(asked).hasSize(2);
  }

  /** The other one may be a real error, and only its record tells of it. */
  @Test
  void passesAnEventWithAnotherThrowableAmongItsArguments() {
    log.error("rollback failed: {}", new IllegalStateException("rollback"), disconnect);
    log.error("failed: {}", disconnect, disconnect);

    assertThat(seen.list).hasSize(1);
  }

  @Test
  void isNotAskedBelowInfoNorBelowTheLoggersLevel() {
    log.debug("failed", disconnect);
    log.trace("failed", disconnect);
    log.setLevel(Level.ERROR);
    log.warn("failed", disconnect);

    assertThat(seen.list).hasSize(2);
    assertThat(asked).isEmpty();
    assertThat(log.isErrorEnabled()).isTrue();
    assertThat(log.isWarnEnabled()).isFalse();
  }

  @Test
  void passesEverythingWhereNoValveRuns() {
    Judge.dismiss(judge);
    log.error("failed", disconnect);

    assertThat(seen.list).hasSize(1);
  }

  private boolean isDisconnect(String logger, Throwable thrown) {
    asked.add(logger);
    return thrown instanceof ClientAbortException;
  }
}
