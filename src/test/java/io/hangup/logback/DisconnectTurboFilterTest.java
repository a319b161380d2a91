package io.hangup.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.MarkerFilter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import io.hangup.internal.adapter.SharedSuppressor;
import io.hangup.internal.adapter.Suppressors;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

class DisconnectTurboFilterTest {
  private final List<String> asked = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final BiFunction<Object[], Throwable, String> judge = this::judge;
  private String answer = SharedSuppressor.WITHHOLD;
  private String leftOfText = SharedSuppressor.WITHHOLD;
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
    Suppressors.install(judge);
  }

  @AfterEach
  void dismiss() {
    SharedSuppressor.uninstall(judge);
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
    SharedSuppressor.uninstall(judge);
    log.error("failed", disconnect);

    assertThat(seen.list).hasSize(1);
  }

  /** In the place of another, with all that the other one had. */
  @Test
  void logsAShortenedEventInPlace() {
    answer = "[client gone: RESET/write]";
    Marker money = MarkerFactory.getMarker("MONEY");
    context.setMDCAdapter(MDC.getMDCAdapter());
    MDC.put("order", "17");
    log.error(money, "{} is {}", "{}", "lost", disconnect);
    log.atError().addMarker(money).addKeyValue("k", "v").setCause(disconnect).log("fluent");

    assertThat(seen.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "{} is lost [client gone: RESET/write]", "fluent [client gone: RESET/write]");
    assertThat(seen.list).allMatch(event -> event.getThrowableProxy() == null);
    assertThat(seen.list).allMatch(event -> event.getMarkerList().equals(List.of(money)));
    assertThat(seen.list).allMatch(event -> event.getMDCPropertyMap().get("order").equals("17"));
    MDC.clear();
    assertThat(seen.list.get(1).getKeyValuePairs()).hasToString("[k=\"v\"]");
  }

  /** No throwable comes with it. */
  @Test
  void asksForATraceThatIsOnlyText() {
    String trace = trace(disconnect);
    log.error(trace);
    log.error("{} failed: {}", "it", trace);
    log.atError().log(trace);
    leftOfText = "it failed: [client gone: RESET/write]";
    log.error("{} failed: {}", "it", trace);
    leftOfText = null;
    log.error("{} failed: {}", "it", trace);
    log.error("short\n\tat all");
    log.debug(trace);

    assertThat(texts).startsWith(trace, "it failed: " + trace, trace).hasSize(5);
    assertThat(seen.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "it failed: [client gone: RESET/write]",
            "it failed: " + trace,
            "short\n\tat all",
            trace);
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void namesWhoLoggedAShortenedEvent() {
    answer = "[client gone: RESET/write]";
    List<String> callers = new ArrayList<>();
    AppenderBase<ILoggingEvent> locating =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            callers.add(event.getCallerData()[0].getMethodName());
          }
        };
    locating.start();
    log.addAppender(locating);
    log.error("failed", disconnect);
    log.atError().setCause(disconnect).log("fluent");

    assertThat(callers).hasSize(2).containsOnly("namesWhoLoggedAShortenedEvent");
  }

  @Test
  void asksTheFiltersBehindIt() {
    answer = "[client gone: RESET/write]";
    MarkerFilter denying = new MarkerFilter();
    denying.setMarker("QUIET");
    denying.setOnMatch("DENY");
    denying.start();
    context.addTurboFilter(denying);
    log.error(MarkerFactory.getMarker("QUIET"), "failed", disconnect);

    assertThat(seen.list).isEmpty();
  }

  @Test
  void tellsTheMessageWithItsParametersAndTheLevel() {
    log.error("failed", disconnect);
    log.warn("{} failed", "it", disconnect);

    assertThat(texts).containsExactly("ERROR failed", "WARN it failed");
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
}
