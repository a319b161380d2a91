package io.hangup.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Counts;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.report.UnattributedDisconnects;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log records whose message has a stack trace in it, and no throwable. */
class TextTracesTest {
  private static final String ENDING = " [client gone: BROKEN_PIPE/read]";

  private final List<LogRecord> shown = new ArrayList<>();
  private final Counts counts = new Counts();
  private final UnattributedDisconnects texts = new UnattributedDisconnects();
  private final Reporter reporter =
      new Reporter(LogFactory.getLog(TextTracesTest.class), counts, texts);
  private final JulHandlerGate gate =
      new JulHandlerGate(
          new SuppressionDecider(
              new Classifier(),
              reporter,
              texts,
              new NoConnections(),
              (kind, webapp, source) -> Policy.Answer.WITHHOLD,
              Runnable::run),
          counts);
  private final Handler handler = gated();

  private Handler gated() {
    Handler gated =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (isLoggable(record)) {
              shown.add(record);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    gated.setFilter(new JulFilter(gate, gated));
    return gated;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null:", " : "})
  void withholdsATraceWithoutWords(String before) {
    log(Level.SEVERE, before + abort());

    assertThat(messages()).isEmpty();
    assertThat(counts.withheldRecords()).isEqualTo(1);
  }

  @Test
  void leavesTheWordsAroundATrace() {
    log(Level.SEVERE, "Order 17 failed: " + abort());
    log(Level.INFO, "Order 18 failed\n" + abort() + "It is tried again\n");
    log(Level.SEVERE, "Order 19 failed\r\n" + abort().replace("\n", "\r\n"));

    assertThat(messages())
        .containsExactly(
            "Order 17 failed:" + ENDING,
            "Order 18 failed" + System.lineSeparator() + "It is tried again" + ENDING,
            "Order 19 failed" + ENDING);
    assertThat(counts.shortenedRecords()).isEqualTo(3);
  }

  @Test
  void looksForATraceInTheParameters() {
    LogRecord record = new LogRecord(Level.WARNING, "Order {0}: {1}");
    record.setParameters(new Object[] {17, abort()});
    handler.publish(record);
    gated().publish(record);

    assertThat(messages()).containsExactly("Order 17:" + ENDING, "Order 17:" + ENDING);
    assertThat(counts.shortenedRecords()).isEqualTo(1);
  }

  @Test
  void leavesWhatIsNoDisconnectOrMayBeMore() {
    String backend = text(new IOException("Broken pipe"));
    List<String> left =
        List.of(
            backend,
            "Failed: " + backend,
            abort() + backend,
            backend + abort(),
            abort() + abort(),
            abort().substring(0, abort().lastIndexOf('(')),
            "Exception in thread \"worker\" " + abort(),
            "com.acme.OrderException: " + abort(),
            "com.acme.OrderException: order 17\n" + abort(),
            "com.acme.OrderException: order 17\n\tat com.acme.Order.book(Order.java:1)\n [wrapped] "
                + abort(),
            text(new IllegalStateException("Order 17", withSuppressed())),
            "Order 17 failed: " + new ClientAbortException("x".repeat(400)));

    for (String message : left) {
      shown.clear();
      log(Level.SEVERE, message);
      assertThat(messages()).containsExactly(message);
    }
    assertThat(counts.withheldRecords() + counts.shortenedRecords()).isZero();
  }

  private static Exception withSuppressed() {
    Exception failure = new ClientAbortException(new IOException("Broken pipe"));
    failure.addSuppressed(new IllegalStateException("rollback failed"));
    return failure;
  }

  @Test
  void leavesARecordWithAThrowableAmongItsParametersOrBelowInfo() {
    LogRecord record = new LogRecord(Level.WARNING, "{0} {1}");
    record.setParameters(new Object[] {abort(), new IOException("another")});
    handler.publish(record);
    log(Level.FINE, abort());

    assertThat(shown).hasSize(2).contains(record);
  }

  @Test
  void leavesARecordWhoseParametersCannotBeFormatted() {
    LogRecord record = new LogRecord(Level.WARNING, "{0} {1}");
    record.setParameters(new Object[] {abort(), new Hostile()});
    handler.publish(record);

    assertThat(shown).containsExactly(record);
  }

  private static final class Hostile {
    @Override
    public String toString() {
      throw new IllegalStateException("hostile");
    }
  }

  @Test
  void tellsOfTextsThatAreAlikeOnceAndOnlyIfNobodyElseDoes() {
    log(Level.SEVERE, abort());
    log(Level.SEVERE, abort());
    texts.report(reporter, Instant.now());
    reporter.flush();
    assertThat(counts.disconnects()).isZero();

    texts.report(reporter, Instant.now().plusSeconds(3));
    reporter.flush();
    assertThat(counts.disconnects()).isEqualTo(1);

    log(Level.SEVERE, abort());
    texts.report(reporter, null);
    reporter.flush();
    assertThat(counts.disconnects()).isEqualTo(1);
  }

  private void log(Level level, String message) {
    handler.publish(new LogRecord(level, message));
  }

  private List<String> messages() {
    return shown.stream().map(new SimpleFormatter()::formatMessage).toList();
  }

  private static String abort() {
    return text(new ClientAbortException(new IOException("Broken pipe")));
  }

  static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
