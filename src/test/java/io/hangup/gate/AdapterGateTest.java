package io.hangup.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.bridge.Judge;
import io.hangup.classify.Classifier;
import io.hangup.report.Counters;
import io.hangup.report.Reporter;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdapterGateTest {
  private final Counters counters = new Counters();
  private Policy.Answer answer = Policy.Answer.WITHHOLD;
  private final AdapterGate gate =
      AdapterGate.install(
          new Gatekeeper(
              new Classifier(),
              new Reporter(LogFactory.getLog(AdapterGateTest.class), counters),
              new NoConnections(),
              (kind, webapp, source) -> answer,
              Runnable::run),
          counters);

  @AfterEach
  void uninstall() {
    gate.uninstall();
  }

  @Test
  void withholdsADisconnectAndCountsIt() {
    ClientAbortException failure = new ClientAbortException();

    assertThat(new Judge().withholds("app", failure)).isTrue();
    assertThat(new Judge().withholds("app", new IllegalStateException(failure))).isTrue();
    assertThat(counters.withheldRecords()).isEqualTo(2);
    assertThat(counters.disconnects()).isEqualTo(1);
  }

  @Test
  void passesARealErrorAndWhatIsKept() {
    assertThat(new Judge().withholds("app", new IllegalStateException("Broken pipe"))).isFalse();
    answer = Policy.Answer.KEEP;

    assertThat(new Judge().withholds("app", new ClientAbortException())).isFalse();
    assertThat(counters.withheldRecords()).isZero();
    assertThat(counters.disconnects()).isEqualTo(1);
  }

  @Test
  void isAskedNoMoreWhenUninstalled() {
    gate.uninstall();

    assertThat(new Judge().withholds("app", new ClientAbortException())).isFalse();
    assertThat(counters.disconnects()).isZero();
  }
}
