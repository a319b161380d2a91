package io.hangup.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.classify.Classifier;
import io.hangup.report.Counters;
import io.hangup.report.Reporter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogGateTest {
  private final Logger logger = Logger.getLogger("io.hangup.test.LogGateTest");
  private final Seen first = new Seen();
  private final Seen second = new Seen();
  private final Counters counters = new Counters();
  private Policy.Answer answer = Policy.Answer.WITHHOLD;
  private final LogGate gate =
      new LogGate(
          new Gatekeeper(
              new Classifier(),
              new Reporter(LogFactory.getLog(LogGateTest.class), counters),
              new NoConnections(),
              (kind, webapp, source) -> answer,
              Runnable::run),
          counters);

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
    logger.log(Level.SEVERE, "failed", new ClientAbortException());

    assertThat(first.records).isEmpty();
    assertThat(second.records).isEmpty();
    assertThat(counters.withheldRecords()).isEqualTo(1);
    assertThat(counters.disconnects()).isEqualTo(1);
  }

  /** Juli's AsyncFileHandler asks again, on a thread that knows nothing of the request. */
  @Test
  void answersTheSameWhateverThreadAsksAgain() {
    answer = Policy.Answer.KEEP;
    LogRecord record = new LogRecord(Level.SEVERE, "failed");
    record.setThrown(new ClientAbortException());
    assertThat(first.isLoggable(record)).isTrue();

    answer = Policy.Answer.WITHHOLD;

    assertThat(first.isLoggable(record)).isTrue();
    assertThat(counters.withheldRecords()).isZero();
  }

  @Test
  void tellsOnceOfOneThrowableThatIsLoggedTwice() {
    ClientAbortException failure = new ClientAbortException();

    logger.log(Level.SEVERE, "failed", new IllegalStateException(failure));
    logger.log(Level.SEVERE, "failed", failure);

    assertThat(counters.withheldRecords()).isEqualTo(2);
    assertThat(counters.disconnects()).isEqualTo(1);
  }

  /** The other one may be a real error, and only its record tells of it. */
  @Test
  void passesARecordWithAnotherThrowableAmongItsParameters() {
    ClientAbortException abort = new ClientAbortException();
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
    answer = Policy.Answer.NOT_OURS;
    logger.log(Level.SEVERE, "failed", new ClientAbortException());

    assertThat(first.records).hasSize(1);
  }

  @Test
  void tellsOfWhatAValveKeeps() {
    answer = Policy.Answer.KEEP;
    logger.log(Level.SEVERE, "failed", new ClientAbortException());

    assertThat(first.records).hasSize(1);
    assertThat(counters.withheldRecords()).isZero();
    assertThat(counters.disconnects()).isEqualTo(1);
  }

  @Test
  void asksTheHandlersOwnFilter() {
    gate.uninstall();
    first.setFilter(record -> !record.getLevel().equals(Level.WARNING));
    LogGate again = newGate();
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
    LogGate again = newGate();

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

  private LogGate newGate() {
    return new LogGate(
        new Gatekeeper(
            new Classifier(),
            new Reporter(LogFactory.getLog(LogGateTest.class), counters),
            new NoConnections(),
            (kind, webapp, source) -> Policy.Answer.WITHHOLD,
            Runnable::run),
        counters);
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
}
