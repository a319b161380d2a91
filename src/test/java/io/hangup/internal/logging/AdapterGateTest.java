package io.hangup.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.Counts;
import io.hangup.internal.adapter.SharedSuppressor;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import io.hangup.internal.report.UnattributedDisconnects;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdapterGateTest {
  private final Counts counts = new Counts();
  private final Reporter reporter = new Reporter(LogFactory.getLog(AdapterGateTest.class), counts);
  private final UnattributedDisconnects unattributed = new UnattributedDisconnects();
  private final FixedPolicy policy = new FixedPolicy();
  private final SuppressionDecider decider =
      new SuppressionDecider(
          new Classifier(), reporter, unattributed, new NoConnections(), policy, Runnable::run);
  private final AdapterGate gate = AdapterGate.install(decider, counts);

  @AfterEach
  void uninstall() {
    gate.uninstall();
  }

  @Test
  void withholdsADisconnectAndCountsIt() {
    ClientAbortException failure = new ClientAbortException();

    assertThat(judge(null, failure)).isEqualTo(SharedSuppressor.WITHHOLD);
    assertThat(judge(null, new IllegalStateException(failure)))
        .isEqualTo(SharedSuppressor.WITHHOLD);
    assertThat(counts.withheldRecords()).isEqualTo(2);
    assertThat(disconnects()).isEqualTo(1);
  }

  @Test
  void passesARealErrorAndWhatIsKept() {
    assertThat(judge(null, new IllegalStateException("Broken pipe"))).isNull();
    policy.answer = Policy.Answer.REPORT_ONLY;

    assertThat(judge(null, new ClientAbortException())).isNull();
    assertThat(counts.withheldRecords()).isZero();
    assertThat(disconnects()).isEqualTo(1);
  }

  @Test
  void isAskedNoMoreWhenUninstalled() {
    gate.uninstall();

    assertThat(judge(null, new ClientAbortException())).isNull();
    assertThat(disconnects()).isZero();
  }

  @Test
  void isAskedAgainWhenInstalledAgain() {
    gate.uninstall();
    AdapterGate again = AdapterGate.install(decider, counts);

    assertThat(judge(null, new ClientAbortException())).isEqualTo(SharedSuppressor.WITHHOLD);
    again.uninstall();
    assertThat(judge(null, new ClientAbortException())).isNull();
  }

  @Test
  void saysWhatAShortenedEventEndsWithAndCountsIt() {
    assertThat(judge("Payment 42 failed", new ClientAbortException()))
        .isEqualTo("[client gone: ABORTED/read]");
    assertThat(counts.shortenedRecords()).isEqualTo(1);
    assertThat(counts.withheldRecords()).isZero();
  }

  private static String judge(String message, Throwable thrown) {
    return new SharedSuppressor().judge("app", "ERROR", () -> message, thrown);
  }

  /** The disconnects that were told of, with those that nobody else has told of meanwhile. */
  private long disconnects() {
    unattributed.report(reporter, null);
    reporter.flush();
    return counts.disconnects();
  }
}
