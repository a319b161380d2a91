package io.hangup.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.internal.adapter.SharedSuppressor;
import io.hangup.internal.adapter.Suppressors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HangupFilterTest {
  private static final String FILTER = "<DisconnectFilter/>";
  private static final String ROOT = "<Loggers><Root level=\"ALL\"/></Loggers>";

  private final List<String> asked = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final BiFunction<Object[], Throwable, String> judge = this::judge;
  private String answer = SharedSuppressor.WITHHOLD;
  private String leftOfText = SharedSuppressor.WITHHOLD;
  private final ClientAbortException disconnect = new ClientAbortException();
  private final LoggerContext context = new LoggerContext("test");
  private final Seen seen = new Seen();

  @BeforeEach
  void appoint() {
    Suppressors.install(judge);
  }

  @AfterEach
  void dismiss() {
    SharedSuppressor.uninstall(judge);
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
    SharedSuppressor.uninstall(judge);
    Logger log = configured(FILTER + ROOT);
    log.error("failed", disconnect);

    assertThat(seen.events).hasSize(1);
  }

  private String judge(Object[] event, Throwable thrown) {
    asked.add((String) event[0]);
    if (thrown == null) {
      texts.add((String) event[2]);
      return leftOfText;
    }
    texts.add(event[1] + " " + ((Supplier<?>) event[2]).get());
    return thrown instanceof ClientAbortException ? answer : null;
  }

  @Test
  void tellsTheMessageWithItsParametersAndTheLevel() throws Exception {
    Logger log = configured(FILTER + ROOT);
    log.error("failed", disconnect);
    log.warn("{} failed", "it", disconnect);
    log.info(new ParameterizedMessage("{} too", "this"), disconnect);
    log.error(disconnect);

    assertThat(texts)
        .containsExactly("ERROR failed", "WARN it failed", "INFO this too", "ERROR " + disconnect);
  }

  @Test
  void logsAShortenedEventInPlaceOnceWhereverItIsAsked() throws Exception {
    answer = "[client gone: RESET/write]";
    String both = FILTER + "<Loggers><Root level=\"ALL\">" + FILTER + "</Root></Loggers>";
    Logger log = configured(both);
    ThreadContext.put("order", "17");
    log.error(MarkerManager.getMarker("MONEY"), "{} is {}", "{}", "lost", disconnect);
    ThreadContext.clearMap();

    assertThat(seen.events).hasSize(1);
    assertIsShortened(seen.events.get(0), "{} is lost [client gone: RESET/write]");
    assertThat(seen.events.get(0).getMarker().getName()).isEqualTo("MONEY");
    assertThat((String) seen.events.get(0).getContextData().getValue("order")).isEqualTo("17");
  }

  /** As bridges do, whose events pass by the configuration's own filter. */
  @Test
  void logsAShortenedEventInPlaceOfOneThatALoggerIsGiven() throws Exception {
    answer = "[client gone: RESET/write]";
    Logger log = configured("<Loggers><Root level=\"ALL\">" + FILTER + "</Root></Loggers>");
    log.error("failed", disconnect);

    assertThat(seen.events).hasSize(1);
    assertIsShortened(seen.events.get(0), "failed [client gone: RESET/write]");
  }

  /** No throwable comes with it, wherever the filter is asked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        FILTER + ROOT,
        "<Loggers><Root level=\"ALL\">" + FILTER + "</Root></Loggers>",
      })
  void asksForATraceThatIsOnlyText(String elements) throws Exception {
    Logger log = configured(elements);
    String trace = trace(disconnect);
    log.error(trace);
    log.error((Object) trace);
    log.error("{} failed: {}", "it", trace);
    log.error(new ParameterizedMessage("{} failed: {}", "it", trace));
    leftOfText = "it failed: [client gone: RESET/write]";
    log.error("{} failed: {}", "it", trace);
    leftOfText = null;
    log.error("{} failed: {}", "it", trace);
    log.error("short\n\tat all");
    log.debug(trace);

    assertThat(texts).startsWith(trace, trace, "it failed: " + trace, "it failed: " + trace);
    assertThat(seen.events)
        .extracting(event -> event.getMessage().getFormattedMessage())
        .containsExactly(
            "it failed: [client gone: RESET/write]",
            "it failed: " + trace,
            "short\n\tat all",
            trace);
    assertIsShortened(seen.events.get(0), "it failed: [client gone: RESET/write]");
  }

  /** What it does to be formatted is to be done once, for whoever shows it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        FILTER + ROOT,
        "<Loggers><Root level=\"ALL\">" + FILTER + "</Root></Loggers>",
      })
  void formatsNoMessageOfTheApplications(String elements) throws Exception {
    Logger log = configured(elements);
    Object own =
        new Object() {
          @Override
          public String toString() {
            return trace(disconnect);
          }
        };
    log.error(own);
    log.error(new ObjectMessage(own));
    log.error("{} and {}", own, 1);

    assertThat(texts).isEmpty();
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** {@code catching} says "Catching", which is Log4j's word. */
  @Test
  void asksWithoutTheWordsOfLog4jItself() throws Exception {
    Logger log = configured("<Loggers><Root level=\"ALL\">" + FILTER + "</Root></Loggers>");
    log.catching(disconnect);

    assertThat(texts).containsExactly("ERROR null");
  }

  private static void assertIsShortened(LogEvent event, String text) {
    assertThat(event.getMessage().getFormattedMessage()).isEqualTo(text);
    assertThat(event.getThrown()).isNull();
    assertThat(event.getLevel()).isEqualTo(Level.ERROR);
    assertThat(event.getSource().getClassName()).isEqualTo(HangupFilterTest.class.getName());
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
      event.setIncludeLocation(true);
      event.getSource();
      events.add(event.toImmutable());
    }
  }
}
