package io.hangup.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.bridge.Judge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisconnectFilterTest {
  private static final String FILTER = "<DisconnectFilter/>";
  private static final String ROOT = "<Loggers><Root level=\"ALL\"/></Loggers>";

  private final List<String> asked = new ArrayList<>();
  private final BiPredicate<String, Throwable> judge = this::isDisconnect;
  private final ClientAbortException disconnect = new ClientAbortException();
  private final LoggerContext context = new LoggerContext("test");
  private final Seen seen = new Seen();

  @BeforeEach
  void appoint() {
    Judge.appoint(judge);
  }

  @AfterEach
  void dismiss() {
    Judge.dismiss(judge);
    context.stop();
  }

  @Test
  void deniesADisconnectHoweverItIsLogged() throws Exception {
    Logger log = configured(FILTER + ROOT);
    log.error("failed", disconnect);
    log.error(disconnect);
    log.warn("{} failed", "it", disconnect);
    log.info("{} and {} failed", "this", "that", disconnect);
    log.error(new ParameterizedMessage("failed"), disconnect);
    log.error(CharBuffer.wrap("failed"), disconnect);
    log.fatal(() -> "failed", disconnect);
    log.log(Level.forName("NOTICE", 350), "failed", disconnect);
    log.atError().withThrowable(disconnect).log("failed");
    log.atError().withThrowable(disconnect).log("{} failed", "it");

    assertThat(seen.events).isEmpty();
    assertThat(asked).hasSize(10).containsOnly("app");
  }

  @Test
  void deniesADisconnectInFrontOfALoggerToo() throws Exception {
    Logger log = configured("<Loggers><Root level=\"ALL\">" + FILTER + "</Root></Loggers>");
    log.error("{} failed", "it", disconnect);
    log.error("failed", new IllegalStateException("Broken pipe"));
    log.debug("failed", disconnect);

    assertThat(seen.events).hasSize(2);
    assertThat(asked).hasSize(2).containsOnly("app");
  }

  /** {@code catching} and bridges make events of their own, past the configuration's filter. */
  @Test
  void isAskedOnceInBothPlaces() throws Exception {
    Logger log =
        configured(FILTER + "<Loggers><Root level=\"ALL\">" + FILTER + "</Root></Loggers>");
    log.error("failed", disconnect);
    log.catching(disconnect);

    assertThat(seen.events).isEmpty();
    assertThat(asked).hasSize(2);
  }

  /** The other one may be a real error, and only its record tells of it. */
  @Test
  void passesAnEventWithAnotherThrowableAmongItsParameters() throws Exception {
    Logger log =
        configured(FILTER + "<Loggers><Root level=\"ALL\">" + FILTER + "</Root></Loggers>");
    log.error("rollback failed: {}", new IllegalStateException("rollback"), disconnect);
    log.error((Object) new IllegalStateException("rollback"), disconnect);
    log.error("failed: {}", disconnect, disconnect);

    assertThat(seen.events).hasSize(2);
  }

  @Test
  void passesARealErrorAndAFailureThatIsOnlyText() throws Exception {
    Logger log = configured(FILTER + ROOT);
    Exception real = new IllegalStateException("Broken pipe");
    log.error("failed", real);
    log.error("{} failed", "it", real);
    log.error("no throwable");
    log.error("{} failed: {}", "it", disconnect);

    assertThat(seen.events).hasSize(4);
    assertThat(asked).hasSize(2);
  }

  @Test
  void isNotAskedBelowInfoNorBelowTheLoggersLevel() throws Exception {
    Logger log = configured(FILTER + ROOT);
    log.debug("failed", disconnect);
    log.trace("{} failed", "it", disconnect);
    assertThat(seen.events).hasSize(2);
    log.setLevel(Level.ERROR);
    log.warn("failed", disconnect);

    assertThat(seen.events).hasSize(2);
    assertThat(asked).isEmpty();
    assertThat(log.isErrorEnabled()).isTrue();
    assertThat(log.isWarnEnabled()).isFalse();
  }

  @Test
  void passesEverythingWhereNoValveRuns() throws Exception {
    Judge.dismiss(judge);
    Logger log = configured(FILTER + ROOT);
    log.error("failed", disconnect);

    assertThat(seen.events).hasSize(1);
  }

  private boolean isDisconnect(String logger, Throwable thrown) {
    asked.add(logger);
    return thrown instanceof ClientAbortException;
  }

  private Logger configured(String elements) throws IOException {
    String xml = "<Configuration status=\"ERROR\">" + elements + "</Configuration>";
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    ConfigurationSource source = new ConfigurationSource(new ByteArrayInputStream(bytes));
    context.start(new XmlConfiguration(context, source));
    seen.start();
    context.getRootLogger().addAppender(seen);
    return context.getLogger("app");
  }

  private static final class Seen extends AbstractAppender {
    private final List<LogEvent> events = new ArrayList<>();

    Seen() {
      super("seen", null, null, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      events.add(event.toImmutable());
    }
  }
}
