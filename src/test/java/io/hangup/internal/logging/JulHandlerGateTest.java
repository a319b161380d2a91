package io.hangup.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Counts;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.report.UnattributedDisconnects;
import java.util.ArrayList;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.MemoryHandler;
import java.util.logging.SimpleFormatter;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JulHandlerGateTest {
  private final Logger logger = Logger.getLogger("io.hangup.test.JulHandlerGateTest");
  private final Seen first = new Seen();
  private final Seen second = new Seen();
  private final Counts counts = new Counts();
  private final Reporter reporter =
      new Reporter(LogFactory.getLog(JulHandlerGateTest.class), counts);
  private final UnattributedDisconnects unattributed = new UnattributedDisconnects();
  private final FixedPolicy policy = new FixedPolicy();
  private final JulHandlerGate gate =
      new JulHandlerGate(
          new SuppressionDecider(
              new Classifier(), reporter, unattributed, new NoConnections(), policy, Runnable::run),
          counts);

  @BeforeEach
  void install() {
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(first);
    logger.addHandler(second);
    gate.install(getClass().getClassLoader());
  }

  @AfterEach
  void uninstall() {
    gate.uninstall();
    logger.removeHandler(first);
    logger.removeHandler(second);
  }

  @Test
  void withholdsADisconnectFromEveryHandlerAndCountsItOnce() {
    logger.log(Level.SEVERE, null, new ClientAbortException());

    assertThat(first.records).isEmpty();
    assertThat(second.records).isEmpty();
    assertThat(counts.withheldRecords()).isEqualTo(1);
    assertThat(disconnects()).isEqualTo(1);
  }

  /** Juli's AsyncFileHandler asks again, on a thread that knows nothing of the request. */
  @Test
  void answersTheSameWhateverThreadAsksAgain() {
    policy.answer = Policy.Answer.REPORT_ONLY;
    LogRecord record = new LogRecord(Level.SEVERE, "failed");
    record.setThrown(new ClientAbortException());
    assertThat(first.isLoggable(record)).isTrue();

    policy.answer = Policy.Answer.WITHHOLD;

    assertThat(first.isLoggable(record)).isTrue();
    assertThat(counts.withheldRecords()).isZero();
  }

  @Test
  void tellsOnceOfOneThrowableThatIsLoggedTwice() {
    ClientAbortException failure = new ClientAbortException();

    logger.log(Level.SEVERE, null, new IllegalStateException(failure));
    logger.log(Level.SEVERE, "failed", failure);

    assertThat(counts.withheldRecords()).isEqualTo(1);
    assertThat(counts.shortenedRecords()).isEqualTo(1);
    assertThat(disconnects()).isEqualTo(1);
  }

  /** The application may use the record again, and it is its own. */
  @Test
  void givesEveryHandlerOneCopyWithoutTheStackTraceInTheRecordsPlace() {
    LogRecord record = record("Payment {0} could not be rolled back", new ClientAbortException());
    record.setParameters(new Object[] {42});
    record.setSourceClassName("com.acme.Payments");
    record.setSourceMethodName("roll");

    logger.log(record);

    String message = "Payment 42 could not be rolled back [client gone: ABORTED/read]";
    assertThat(first.records).hasSize(1).isEqualTo(second.records);
    LogRecord copy = first.records.get(0);
    assertThat(copy).isNotSameAs(record);
    assertThat(copy.getMessage()).isEqualTo(message);
    assertThat(new SimpleFormatter().formatMessage(copy)).isEqualTo(message);
    assertThat(copy.getThrown()).isNull();
    assertThat(identity(copy)).isEqualTo(identity(record));
    assertThat(record.getThrown()).isNotNull();
    assertThat(record.getMessage()).isEqualTo("Payment {0} could not be rolled back");
    assertThat(counts.shortenedRecords()).isEqualTo(1);
    assertThat(counts.withheldRecords()).isZero();
    assertThat(disconnects()).isEqualTo(1);
  }

  @Test
  void translatesTheMessageOfACopy() {
    LogRecord record = record("greeting", new ClientAbortException());
    record.setResourceBundle(
        new ListResourceBundle() {
          @Override
          protected Object[][] getContents() {
            return new Object[][] {{"greeting", "Guten Tag, {0}"}};
          }
        });
    record.setParameters(new Object[] {"Otto"});
    logger.log(record);

    assertThat(first.records)
        .extracting(LogRecord::getMessage)
        .containsExactly("Guten Tag, Otto [client gone: ABORTED/read]");
  }

  /** A handler in front of another may ask that one's filter, and Juli's asks twice. */
  @Test
  void showsACopyOnceHoweverOftenAHandlerIsAsked() {
    LogRecord record = record("failed", new ClientAbortException());
    assertThat(first.isLoggable(record)).isFalse();
    first.publish(record);

    assertThat(first.records).hasSize(1);
    assertThat(first.isLoggable(first.records.get(0))).isTrue();
  }

  @Test
  void judgesARecordAnewThatIsUsedAgain() {
    LogRecord record = record(null, new ClientAbortException());
    logger.log(record);
    assertThat(first.records).isEmpty();

    record.setThrown(new IllegalStateException("real"));
    logger.log(record);
    assertThat(first.records).containsExactly(record);
    record.setThrown(new ClientAbortException());
    logger.log(record);
    assertThat(first.records).containsExactly(record);
    assertThat(counts.withheldRecords()).isEqualTo(2);
  }

  @Test
  void asksTheHandlersOwnFilterOnceAndOfTheRecordItself() {
    gate.uninstall();
    List<LogRecord> asked = new ArrayList<>();
    first.setFilter(record -> asked.add(record) && record.getThrown() == null);
    second.setFilter(record -> asked.add(record));
    JulHandlerGate again = newGate();
    again.install(getClass().getClassLoader());
    LogRecord record = record("failed", new ClientAbortException());
    logger.log(record);
    again.uninstall();

    assertThat(asked).containsExactly(record, record);
    assertThat(first.records).isEmpty();
    assertThat(second.records).hasSize(1);
  }

  @Test
  void aCopyIsWhatAMemoryHandlerKeeps() {
    Seen target = new Seen();
    MemoryHandler memory = new MemoryHandler(target, 10, Level.OFF);
    logger.addHandler(memory);
    gate.install(getClass().getClassLoader());
    logger.log(record("failed", new ClientAbortException()));
    memory.push();
    logger.removeHandler(memory);

    assertThat(target.records).isEqualTo(first.records).hasSize(1);
  }

  @Test
  void downgradesOrKeepsWhatTheValveWants() {
    policy.applicationRecords = ApplicationRecords.DOWNGRADE;
    logger.log(record("failed", new ClientAbortException()));
    assertThat(first.records).isEmpty();

    policy.applicationRecords = ApplicationRecords.KEEP;
    LogRecord kept = record("failed", new ClientAbortException());
    logger.log(kept);
    logger.log(record("", new ClientAbortException()));
    assertThat(first.records).containsExactly(kept);
  }

  private static List<Object> identity(LogRecord record) {
    return List.of(
        record.getLevel(),
        record.getLoggerName(),
        record.getSourceClassName(),
        record.getSourceMethodName(),
        record.getLongThreadID(),
        record.getInstant(),
        record.getSequenceNumber());
  }

  private static LogRecord record(String message, Throwable thrown) {
    LogRecord record = new LogRecord(Level.SEVERE, message);
    record.setLoggerName("io.hangup.test.JulHandlerGateTest");
    record.setThrown(thrown);
    return record;
  }

  /** The other one may be a real error, and only its record tells of it. */
  @Test
  void passesARecordWithAnotherThrowableAmongItsParameters() {
    ClientAbortException abort = new ClientAbortException();
    policy.applicationRecords = ApplicationRecords.DOWNGRADE;
    LogRecord record = new LogRecord(Level.SEVERE, "Rollback failed: {0}");
    record.setThrown(new IllegalStateException(abort));

    record.setParameters(new Object[] {new IllegalStateException("rollback")});
    assertThat(first.isLoggable(record)).isTrue();
    record.setParameters(new Object[] {"rollback", abort});
    assertThat(first.isLoggable(record)).isFalse();
  }

  @Test
  void passesARealErrorAndWhatIsBelowInfo() {
    Exception real = new IllegalStateException("Broken pipe");
    logger.log(Level.SEVERE, "failed", real);
    logger.log(Level.FINE, "failed", new ClientAbortException());
    logger.severe("no throwable");

    assertThat(first.records).hasSize(3).isEqualTo(second.records);
    assertThat(first.records.get(0).getThrown()).isSameAs(real);
  }

  @Test
  void passesWhatNoValveSpeaksFor() {
    policy.answer = Policy.Answer.OUT_OF_SCOPE;
    logger.log(Level.SEVERE, "failed", new ClientAbortException());

    assertThat(first.records).hasSize(1);
  }

  @Test
  void tellsOfWhatAValveKeeps() {
    policy.answer = Policy.Answer.REPORT_ONLY;
    logger.log(Level.SEVERE, "failed", new ClientAbortException());

    assertThat(first.records).hasSize(1);
    assertThat(counts.withheldRecords()).isZero();
    assertThat(disconnects()).isEqualTo(1);
  }

  @Test
  void asksTheHandlersOwnFilter() {
    gate.uninstall();
    first.setFilter(record -> !record.getLevel().equals(Level.WARNING));
    JulHandlerGate again = newGate();
    again.install(getClass().getClassLoader());

    logger.warning("refused by the filter");
    logger.severe("accepted");
    again.uninstall();

    assertThat(first.records).extracting(LogRecord::getMessage).containsExactly("accepted");
  }

  @Test
  void givesFiltersBack() {
    gate.uninstall();
    Filter own = record -> true;
    first.setFilter(own);
    JulHandlerGate again = newGate();

    again.install(getClass().getClassLoader());
    again.install(getClass().getClassLoader());
    assertThat(first.getFilter()).isNotSameAs(own);
    again.uninstall();

    assertThat(first.getFilter()).isSameAs(own);
    assertThat(second.getFilter()).isNull();
  }

  @Test
  void passesEverythingOnceUninstalledWhereItsFilterWasWrapped() {
    Filter ours = first.getFilter();
    first.setFilter(record -> ours.isLoggable(record));

    gate.uninstall();
    logger.log(Level.SEVERE, "failed", new ClientAbortException());

    assertThat(first.records).hasSize(1);
  }

  private JulHandlerGate newGate() {
    return new JulHandlerGate(
        new SuppressionDecider(
            new Classifier(), reporter, unattributed, new NoConnections(), policy, Runnable::run),
        counts);
  }

  private static final class Seen extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        records.add(record);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** The disconnects that were told of, with those that nobody else has told of meanwhile. */
  private long disconnects() {
    unattributed.report(reporter, null);
    reporter.flush();
    return counts.disconnects();
  }
}
